class Field:
    def __set_name__(self, owner, name): self.names = [owner.__name__ + name] * 30
class Base:
    def __init_subclass__(cls, **options): cls.log = [str(k) * 40 for k in range(9)]
class Derived(Base, a=1):
    one, two = Field(), Field()
    class Inner(Base):
        three = Field()
print(Derived.log, Derived.Inner.log, Derived.one.names)
