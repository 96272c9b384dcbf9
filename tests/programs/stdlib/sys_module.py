"""sys: exit, streams, argv."""
import sys

print(sys.argv[1:], len(sys.argv))
print("to stderr", file=sys.stderr)
sys.stdout.write("written ")
print(sys.stdout.write("four\n"))
sys.stderr.write("err\n")
sys.stdout.flush()
print("a", "b", sep="", end="!\n", file=sys.stdout, flush=True)
for code in None, 0, 3, "message":
    try:
        sys.exit(code)
    except SystemExit as stop:
        print(repr(stop), stop.code)
sys.exit("the end")
