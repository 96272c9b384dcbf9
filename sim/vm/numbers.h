/* What int.c, float.c and number_text.c share; private to vm. */
#ifndef LOOPSCOPE_NUMBERS_H
#define LOOPSCOPE_NUMBERS_H

#include "vm.h"

/* OverflowError: 64 bits do not hold the result. Returns RAISED. */
Outcome int_raise_overflow(Vm *vm);

/* The float without its fraction; errors as int(float). */
Outcome int_from_real(Vm *vm, double real, int64_t *integer);

/* Compare two numbers exactly, also an int that no float holds; NotImplemented where `other` is no number. */
Outcome number_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result);

/* Arithmetic of floats; NotImplemented for operators that floats have not. */
Outcome real_binary(Vm *vm, Operator op, double left, double right, Value *result);

/* left / right, rounded once. `right` is not 0. */
double divide_integers(int64_t left, int64_t right);

/* Equal numbers have equal hashes, whatever their types. */
uint64_t number_hash_integer(int64_t integer);
uint64_t number_hash_real(double real);

/* Shortest decimal digits that read back as the same double: 0.d1d2d3… times 10 to the power of `point`. */
typedef struct RealDigits {
    char digits[20]; /* without a NUL; no zeros behind the last */
    int count;       /* at least 1 */
    int point;
} RealDigits;

/* Of a finite real's magnitude. */
void real_digits(double real, RealDigits *out);

/* A positive finite real as %.*f writes it. False, with nothing written, for large ones and many digits, which are
 * left to the C library. */
bool real_write_fixed(double real, int precision, Text *out);

/* int(text, base) and float(text), with CPython's messages. */
Outcome int_from_str(Vm *vm, const Str *text, int64_t base, Value *result);
Outcome real_from_str(Vm *vm, const Str *text, Value *result);

/* format(number, spec) for an int, bool or float; spec is not empty. */
Outcome number_format(Vm *vm, Value number, const Str *spec, Value *result);

/* The dunder methods that int and float have alike, behind those that follow from their ops (number_methods.c). */
extern const NativeSpec number_methods[];

#endif
