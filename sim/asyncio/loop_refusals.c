/* What CPython's loops can do and a scenario's cannot: refused where it is reached, with what to write instead. */
#include "asyncio_room.h"

static Outcome no_network(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario has no network: let `asyncio.sleep` stand for it");
}

static Outcome no_threads(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario has no executors of its own: run_in_executor(None, …) and to_thread use the "
                         "loop's worker threads");
}

static Outcome no_processes(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario is one process: let a task stand for another");
}

static Outcome no_signals(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "a scenario gets no signals: let an asyncio.Event stand for one");
}

const NativeSpec loop_refusals[] = {
    {"set_default_executor", no_threads, "self", NATIVE_GETTER},
    {"create_connection", no_network, "self", NATIVE_GETTER},
    {"create_server", no_network, "self", NATIVE_GETTER},
    {"create_datagram_endpoint", no_network, "self", NATIVE_GETTER},
    {"create_unix_connection", no_network, "self", NATIVE_GETTER},
    {"create_unix_server", no_network, "self", NATIVE_GETTER},
    {"connect_accepted_socket", no_network, "self", NATIVE_GETTER},
    {"start_tls", no_network, "self", NATIVE_GETTER},
    {"sendfile", no_network, "self", NATIVE_GETTER},
    {"getaddrinfo", no_network, "self", NATIVE_GETTER},
    {"getnameinfo", no_network, "self", NATIVE_GETTER},
    {"sock_recv", no_network, "self", NATIVE_GETTER},
    {"sock_sendall", no_network, "self", NATIVE_GETTER},
    {"sock_connect", no_network, "self", NATIVE_GETTER},
    {"sock_accept", no_network, "self", NATIVE_GETTER},
    {"add_reader", no_network, "self", NATIVE_GETTER},
    {"remove_reader", no_network, "self", NATIVE_GETTER},
    {"add_writer", no_network, "self", NATIVE_GETTER},
    {"remove_writer", no_network, "self", NATIVE_GETTER},
    {"connect_read_pipe", no_network, "self", NATIVE_GETTER},
    {"connect_write_pipe", no_network, "self", NATIVE_GETTER},
    {"subprocess_exec", no_processes, "self", NATIVE_GETTER},
    {"subprocess_shell", no_processes, "self", NATIVE_GETTER},
    {"add_signal_handler", no_signals, "self", NATIVE_GETTER},
    {"remove_signal_handler", no_signals, "self", NATIVE_GETTER},
    {0},
};
