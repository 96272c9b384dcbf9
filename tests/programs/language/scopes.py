"""Which variable a name means."""

x = "global"


def reads_global():
    return x


def assigns_local():
    x = "local"
    return x


def declares_global():
    global made, x
    made = "made"
    x = x + "!"


print(reads_global(), assigns_local())
declares_global()
print(x, made)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    def peek():
        return count

    return step, peek


step, peek = counter()
step()
step()
print(peek(), step.__closure__ is not None)


def deep():
    a = 1

    def middle():
        def inner():
            return a + b

        b = 10
        return inner()

    a = 5
    return middle()


print(deep())


def unbound():
    try:
        print(later)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    later = 1
    return later


unbound()


def free_unbound():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    return inner()


print(free_unbound())

try:
    nowhere
except NameError as error:
    print(type(error).__name__, error)


def deleted():
    name = 1
    del name
    try:
        name
    except UnboundLocalError as error:
        print(error)


deleted()


def deleted_cell():
    name = 1

    def inner():
        return name

    del name
    try:
        inner()
    except NameError as error:
        print(error)
    try:
        del name
    except UnboundLocalError as error:
        print(error)


deleted_cell()

y = "module y"


class Scope:
    y = "class y"
    own = y
    z = x

    def method(self):
        return y

    listed = [y for _ in range(1)]
    first = [item for item in y[:3]]
    later = (lambda: y)()

    class Inner:
        seen = y


print(Scope.own, Scope.z, Scope().method(), Scope.listed, Scope.first, Scope.later, Scope.Inner.seen)


def class_in_function(value):
    class Local:
        copied = value
        value = "in class"
        again = value

        def get(self):
            return value

    return Local


try:
    class_in_function("outer")
except NameError as error:
    print(error)


def class_free(value):
    class Local:
        copied = value

        def get(self):
            return value, __class__.__name__

    return Local


made_class = class_free("outer")
print(made_class.copied, made_class().get())


def class_nonlocal():
    total = 1

    class Changes:
        nonlocal total
        total = 2
        seen = total

    return total, Changes.seen, hasattr(Changes, "total")


print(class_nonlocal())


class WithGlobal:
    global placed
    placed = "from class"


print(placed, hasattr(WithGlobal, "placed"))


class Private:
    __secret = 1

    def __init__(self):
        self.__value = 2

    def get(self):
        __local = 3
        return self.__secret, self.__value, __local

    def names(self):
        return sorted(vars(self))


class _Leading(Private):
    __secret = 5

    def read(self):
        return self.__secret


print(Private().get(), Private().names(), _Leading().read(), hasattr(Private, "_Private__secret"))


def parameters(a, b=x, *args, c, d=4, **kwargs):
    def inner():
        return a, b, args, c, d, kwargs

    return inner()


print(parameters(1, c=3, e=5))


def global_inside():
    def inner():
        global from_inner
        from_inner = 7

    inner()
    return from_inner


print(global_inside())


def shadows_builtin():
    len = lambda thing: "mine"
    return len([])


print(shadows_builtin(), len([1]))


def loop_variable():
    for i in range(3):
        pass
    return i


print(loop_variable())


def late_binding():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return [f() for f in functions]


print(late_binding())
print(__name__)


def exec_name_of_exception():
    error = "before"
    try:
        raise ValueError("inside")
    except ValueError as error:
        print(error)
    try:
        print(error)
    except UnboundLocalError as other:
        print(other)


exec_name_of_exception()


def recursion(n):
    return 1 if n == 0 else n * recursion(n - 1)


print(recursion(10), recursion.__qualname__, counter()[0].__qualname__, Scope.Inner.__qualname__)
