"""Descriptors: __get__, __set__, __delete__, __set_name__."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        print("delete", self.name)
        delattr(instance, self.name)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ada", 36)
print(p.name, p.age, vars(p), type(Person.name).__name__)
attempt(setattr, p, "age", "old")
attempt(Person, 1, 2)
del p.age
attempt(lambda: p.age)


class Shy:
    def __get__(self, instance, owner):
        return "from class"


class Holder:
    shy = Shy()
    static = staticmethod(lambda: "static")
    made = classmethod(lambda cls: cls.__name__)


h = Holder()
print(h.shy, Holder.shy, h.static(), h.made(), Holder.made())
h.shy = "own"
print(h.shy)


class Method:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return lambda *args: self.function(instance, "bound", *args)


class User:
    @Method
    def act(self, *args):
        return type(self).__name__, args


print(User().act(1), User.act(2))
print(User.__dict__["act"].function.__name__, Person.__dict__["name"].name)
