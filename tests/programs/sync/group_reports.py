# How groups are shown: inside one another, with causes, notes, and more members than fit.
import traceback


def raised(error, cause=None):
    try:
        raise error from cause
    except BaseException as caught:
        return caught


def show(error):
    try:
        raise error
    except BaseException:
        print(traceback.format_exc())


inner = raised(ExceptionGroup('inner', [raised(ValueError(1)), raised(KeyError('k'), OSError('cause'))]))
show(ExceptionGroup('outer', [TypeError('first'), inner, raised(IndexError('last'))]))
show(ExceptionGroup('inner last', [raised(TypeError('first')), inner]))
show(ExceptionGroup('many', [ValueError(number) for number in range(18)]))
error = ExceptionGroup('noted', [ValueError('v')])
error.add_note('a note\nof two lines')
error.exceptions[0].add_note('another')
show(error)
deep = ValueError('deep')
for level in range(13):
    deep = ExceptionGroup(f'level {level}', [deep])
show(deep)
try:
    try:
        raise inner
    except* ValueError:
        raise RuntimeError('in handler')
except ExceptionGroup as error:
    print(len(error.exceptions))
    show(error)
