"""Classes that cannot be made, and the order in which attributes are looked up in those that can."""


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], D.__bases__, D.__base__)
attempt("conflict", lambda: type("X", (A, B), {}))
attempt("twice", lambda: type("X", (A, A), {}))
attempt("bool", lambda: type("X", (bool,), {}))
attempt("None", lambda: type("X", (None,), {}))
attempt("instance", lambda: type("X", (A(),), {}))


def crossed():
    class X(A, object):
        pass

    class Y(object, A):
        pass


attempt("crossed", crossed)


def deeper():
    class E(B, C):
        pass

    class F(C, B):
        pass

    class G(E, F):
        pass


attempt("deeper", deeper)
attempt("super outside", lambda: super())


def no_arguments():
    return super()


attempt("super in a function", no_arguments)


class Sub(D):
    def test(self):
        return super(D, self).who(), super(B, self).who(), super().who()

    def wrong(self):
        return super(Sub, 5)

    def lacking(self):
        return super().nothing

    @classmethod
    def of_class(cls):
        return super().__name__ if False else cls.__name__

    def shadowed(self):
        self = D()
        return super().who()


attempt("three supers", Sub().test)
attempt("wrong", Sub().wrong)
attempt("lacking", Sub().lacking)
attempt("of class", Sub.of_class)
attempt("shadowed", Sub().shadowed)
attempt("unbound", lambda: Sub.test())
attempt("unbound wrong", lambda: A.who(5))


class Init:
    def __init__(self, a, b=2):
        pass


for call in (lambda: Init(), lambda: Init(1, 2, 3), lambda: Init(c=1), lambda: A(1), lambda: object(1), lambda: A(x=1)):
    attempt("init", call)


class New:
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls) if args else 5

    def __init__(self, *args):
        print("init", args)


print(New(), isinstance(New(1), New))


class Meta:
    def __init_subclass__(cls, /, tag=None, **options):
        super().__init_subclass__(**options)
        cls.tag = tag


class Tagged(Meta, tag="t"):
    pass


print(Tagged.tag)


def unknown():
    class X(Meta, other=1):
        pass


attempt("keyword", unknown)


def plain_keyword():
    class X(A, other=1):
        pass


attempt("plain keyword", plain_keyword)
attempt("isinstance", lambda: isinstance(1, 5))
attempt("issubclass", lambda: issubclass(1, int))
attempt("issubclass 2", lambda: issubclass(int, (str, 5)))
attempt("isinstance tuple", lambda: isinstance(1, (str, (float, (int,)))))
attempt("union", lambda: isinstance(1, int | str))
