/* What objects have in CPython and a scenario's have not: asking for it is a refusal, where an AttributeError would
 * let a program go another way than under CPython. */
#include "native_function.h"

static const struct Lacking {
    const char *class;
    const char *names; /* each between spaces */
} table[] = {
    {"object", " __dir__ __getstate__ __reduce__ __reduce_ex__ __sizeof__ __subclasshook__ "},
    {"type", " __basicsize__ __dictoffset__ __flags__ __instancecheck__ __itemsize__ __prepare__ __subclasscheck__ "
             "__weakrefoffset__ "},
    {"int", " __getnewargs__ "},
    {"float", " __getformat__ __getnewargs__ "},
    {"str", " __getnewargs__ "},
    {"tuple", " __getnewargs__ "},
    {"function", " __builtins__ __call__ __globals__ __type_params__ "},
    {"method", " __call__ __get__ "},
    {"builtin_function_or_method", " __call__ __self__ __text_signature__ "},
    {"property", " __delete__ __get__ __isabstractmethod__ __name__ __set__ __set_name__ "},
    {"staticmethod", " __get__ __isabstractmethod__ "},
    {"classmethod", " __get__ __isabstractmethod__ "},
    {"super", " __get__ __self__ __self_class__ __thisclass__ "},
    {"generator", " __del__ "},
    {"coroutine", " __del__ "},
    {"async_generator", " __del__ "},
    {"list_iterator", " __length_hint__ __setstate__ "},
    {"tuple_iterator", " __length_hint__ __setstate__ "},
    {"str_ascii_iterator", " __length_hint__ __setstate__ "},
    {"dict_keyiterator", " __length_hint__ "},
    {"dict_keys", " mapping "},
    {"dict_values", " mapping "},
    {"dict_items", " mapping "},
    {"BaseException", " __setstate__ "},
    {"OSError", " filename2 "},
    {"ImportError", " msg name name_from path "},
    {"traceback", " tb_frame tb_lasti "},
    {"code",
     " co_cellvars co_code co_consts co_exceptiontable co_freevars co_lines co_linetable co_lnotab co_names "
     "co_nlocals co_positions co_stacksize replace "},
    {"Union", " __args__ __parameters__ "},
    {"partial", " __get__ __setstate__ "},
    {"_lru_cache_wrapper", " __copy__ __deepcopy__ __get__ __type_params__ "},
    {"datetime", " __replace__ "},
    {"timedelta", " max min "},
    {"struct_time", " n_fields n_sequence_fields n_unnamed_fields tm_gmtoff tm_zone "},
    {"Random", " VERSION betavariate binomialvariate gammavariate gauss_next getstate lognormvariate paretovariate "
               "randbytes setstate vonmisesvariate weibullvariate "},
    {"TextIOWrapper",
     " buffer close closed detach encoding errors fileno line_buffering mode newlines read "
     "readable readline readlines reconfigure seek seekable tell truncate writable write_through "},
    {"Logger", " findCaller getChildren makeRecord manager "},
    {"Future", " __del__ _asyncio_future_blocking _callbacks _cancel_message _exception _log_traceback _loop "
               "_make_cancelled_error _result _source_traceback _state "},
    {"Task", " _coro _fut_waiter _log_destroy_pending _must_cancel "},
    {"Handle", " _args _callback _cancelled _context _loop _repr _run _source_traceback "},
    {"TimerHandle", " _scheduled _when "},
    {"Lock", " _get_loop _loop _wake_up_first "},
    {"Event", " _get_loop _loop "},
    {"Semaphore", " _get_loop _loop _wake_up_next "},
    {"Condition", " _get_loop _loop _notify "},
    {"Queue", " _finished _format _get _get_loop _init _loop _put _wakeup_next "},
    {"Barrier", " _block _cond _exit _get_loop _loop _parties _release _state _wait "},
    {"TaskGroup", " _abort _aborting _base_error _entered _errors _exiting _is_base_error _loop _on_task_done "
                  "_parent_cancel_requested _parent_task _tasks "},
    {"Timeout", " _on_timeout _state _task _timeout_handler _when "},
    {"Runner", " _context _debug _interrupt_count _lazy_init _loop _loop_factory _on_sigint _state "},
};

/* Objects of these have a __dict__ in CPython, and take any attribute. */
static const char takers[] = " Task Future Lock Event Condition Semaphore Queue Barrier TaskGroup Timeout Runner "
                             "_UnixSelectorEventLoop Random Counter OrderedDict Logger ";

/* Of the program's own classes only what they inherit counts. */
static bool class_lacks(const Class *class, const char *word)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (str_is(class->name, table[i].class) && strstr(table[i].names, word))
            return true;
    }
    return false;
}

static const Class *lacking_class(Vm *vm, const Class *class, const char *word)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i]->module != vm->names.main && class_lacks(class->mro[i], word))
            return class->mro[i];
    }
    return NULL;
}

Outcome refuse_lacking(Vm *vm, Value value, const Str *name)
{
    Text word = {0};
    text_format(&word, " %s ", name->text);
    const Class *class = lacking_class(vm, class_of(vm, value), text_string(&word));
    if (!class && value_is_kind(value, KIND_CLASS))
        class = lacking_class(vm, (Class *)value_object(value), text_string(&word));
    text_release(&word);
    if (!class)
        return RETURNED;
    return vm_refuse(vm, "%s.%s is not part of scenario Python", class->name->text, name->text);
}

Outcome refuse_storing(Vm *vm, Value value, const Str *name)
{
    const Class *class = class_of(vm, value);
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Text word = {0};
        text_format(&word, " %s ", class->mro[i]->name->text);
        bool takes = class->mro[i]->module != vm->names.main && strstr(takers, text_string(&word));
        text_release(&word);
        if (takes)
            return vm_refuse(vm, "a scenario cannot set %s.%s: keep it in a variable, or in a dict by object",
                             class->name->text, name->text);
    }
    return RETURNED;
}
