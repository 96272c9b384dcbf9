from datetime import date, datetime, timedelta
for y in range(1990, 2030):
    for w in 1, 2, 52, 53, 0, 54:
        for d in 1, 7, 8:
            try:
                print(y, w, d, date.fromisocalendar(y, w, d), date.fromisocalendar(y, w, d).isocalendar() == (y, w, d))
            except ValueError as e:
                print(y, w, d, e)
print(repr(datetime.fromisocalendar(2024, 5, 3)))
for bad in lambda: date(2020), lambda: date(2020, 1), lambda: date(), lambda: date(2020, None, 1):
    try:
        print(bad())
    except TypeError as e:
        print(e)
