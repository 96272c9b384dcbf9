"""Annotations that are kept as text."""

from __future__ import annotations


def function(
    a: int,
    b: list[dict[str, int]] = None,
    /,
    c: Unknown | None = None,
    *args: tuple[int, ...],
    d: Callable[[int, str], bool] = None,
    e: "quoted" = None,
    f: x.y.z[1:2, ::3] = None,
    g: (1 + 2) * 3 - -4 ** 2 = None,
    h: not a and b or c = None,
    i: a < b <= c is not d not in e = None,
    j: (lambda x, *y, z=1, **w: x) = None,
    k: [n for n in range(3) if n if n > 1] = None,
    l: {1: 2, **m} = None,
    m: {1, 2} = None,
    n: (1,) = None,
    o: () = None,
    p: f(1, *a, k=2, **b) = None,
    q: (x if y else z) = None,
    r: 1.5 + 2.0 + 1e100 = None,
    s: f"{a!r:>{w}} text {{}}" = None,
    t: (a, b) = None,
    u: f(n for n in x) = None,
    v: 2 ** -1 ** 3 = None,
    w: (a.b + c)[d].e = None,
    x: "it's" = None,
    y: ~a + (b << c | d & e ^ f) = None,
    z: (2 ** 3) ** 4 = None,
    **kwargs: Any,
) -> Never:
    pass


for name, text in function.__annotations__.items():
    print(name, repr(text))

x: undefined[int] = 5
y: also.undefined
print(__annotations__)


class Node:
    next: Node | None = None
    children: list[Node]

    def add(self, other: Node) -> Node:
        self.value: Never = 1
        return other


print(Node.__annotations__, Node.add.__annotations__, Node().add(1))


def locals_too():
    z: whatever = 3
    return z


print(locals_too())
