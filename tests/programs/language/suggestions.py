"""What a traceback suggests behind NameError and AttributeError, which is not part of the exception's own text."""

import traceback


def show(function, *args):
    try:
        function(*args)
    except Exception as error:
        print(error)
        traceback.print_exc()


class Account:
    interest = 3

    def __init__(self):
        self.balance = 0
        self._hidden = 1

    def deposit(self, amount):
        return balance + amount

    def looks_inside(self):
        return self.hidden

    def calls_itself(self):
        return deposit(1)


def local_variable():
    counter = 1
    return conter


def in_a_closure():
    outer_value = 1

    def inner():
        return outer_value, outer_vlaue

    return inner()


def built_in():
    return lenn([1])


def refused_built_in():
    return opne


def module_variable():
    return acount


def forgotten_module():
    return sys.argv


def forgotten_module_and_near():
    time_ = 1
    return time


def nothing_near():
    return xyzzy_plugh


def attribute():
    return Account().balanec


def method():
    return Account().depositt(1)


def of_a_class():
    return Account.intrest


def of_a_str():
    return "text".uper()


def of_a_list():
    return [].push(1)


def of_none():
    return None.strip()


def underscored():
    return Account()._hiden


def case_only():
    return Account().Balance


def by_getattr():
    return getattr(Account(), "blance")


class Asks:
    nearby = 1

    def __getattr__(self, name):
        raise AttributeError("no " + name)


def user_raised():
    return Asks().nearbye


def raised_by_hand():
    raise NameError("name 'lenn' is not defined")


def in_class_body():
    class Body:
        first = 1
        second = frist


account = Account()
show(account.deposit, 1)
show(account.looks_inside)
show(account.calls_itself)
for function in (
    local_variable,
    in_a_closure,
    built_in,
    refused_built_in,
    module_variable,
    forgotten_module,
    forgotten_module_and_near,
    nothing_near,
    attribute,
    method,
    of_a_class,
    of_a_str,
    of_a_list,
    of_none,
    underscored,
    case_only,
    by_getattr,
    user_raised,
    raised_by_hand,
    in_class_body,
):
    show(function)

try:
    conter
except NameError as error:
    print(error.name, repr(error))
try:
    account.nothing
except AttributeError as error:
    print(error.name, error.obj is account)
