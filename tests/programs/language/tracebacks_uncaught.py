"""An uncaught exception with a cause, a context, notes and a chain of calls."""
class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"only {self.balance}")
        self.balance -= amount


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("cannot parse") from error


def process(account, texts):
    for text in texts:
        try:
            account.withdraw(parse(text))
        except ValueError:
            [account for account in {}["nothing"]]


account = Account(10)
try:
    process(account, ["5", "x"])
except RuntimeError as error:
    error.add_note("while processing")
    error.add_note("second\nnote")
    saved = error
try:
    process(account, ["50"])
finally:
    print("finally", account.balance)
    raise saved
