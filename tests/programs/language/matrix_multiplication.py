class Vector:
    def __init__(self, *items):
        self.items = items

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.items, other.items))

    def __rmatmul__(self, other):
        return ("from the right", other)

    def __imatmul__(self, other):
        self.items += other.items
        return self


class Plain:
    pass


a, b = Vector(1, 2, 3), Vector(4, 5, 6)
print(a @ b, 1 + a @ b * 2, 7 @ a)
a @= b
print(a.items)
for left, right in ((1, 2), (Plain(), 3), ("x", [1])):
    try:
        left @ right
    except TypeError as error:
        print(error)
try:
    n = 1
    n @= 2
except TypeError as error:
    print(error)
