"""Properties: getters, setters, deleters, inheritance, errors in them."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Celsius:
    def __init__(self, degrees=0):
        self.degrees = degrees

    @property
    def degrees(self):
        """Degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleting")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32


c = Celsius(100)
c.degrees += 1
print(c.degrees, c.fahrenheit, Celsius.degrees.__doc__, vars(c))
attempt(Celsius, -300)
attempt(setattr, c, "fahrenheit", 1)
attempt(delattr, c, "fahrenheit")
del c.degrees
attempt(lambda: c.degrees)
attempt(lambda: c.fahrenheit)


class Kelvin(Celsius):
    @property
    def degrees(self):
        return super().degrees + 273.15

    @degrees.setter
    def degrees(self, value):
        Celsius.degrees.fset(self, value - 273.15)


k = Kelvin(300)
print(round(k.degrees, 2), round(k._degrees, 2))


class Old:
    def get(self):
        return self.__x

    def put(self, value):
        self.__x = value

    x = property(get, put, doc="An x.")


o = Old()
o.x = 5
print(o.x, o._Old__x, Old.x.__doc__)
attempt(lambda: o.__x)


class Failing:
    @property
    def broken(self):
        return self.missing

    @property
    def raising(self):
        raise KeyError("inner")


attempt(lambda: Failing().broken)
attempt(lambda: Failing().raising)
print(hasattr(Failing(), "broken"), getattr(Failing(), "broken", "default"))
attempt(lambda: Failing.broken.nothing)
