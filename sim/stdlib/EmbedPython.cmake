# Writes OUTPUT: a C file that holds each of FILES as the PythonSource that python_sources.h declares.
set(code "/* Made by EmbedPython.cmake from sim/stdlib/python. */\n#include \"python_sources.h\"\n")
foreach(file IN LISTS FILES)
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n"
        bytes "${bytes}")
    string(APPEND code "\nstatic const unsigned char text_${name}[] = {\n${bytes}0};\n")
    string(APPEND code "const PythonSource python_${name} = {(const char *)text_${name}, sizeof text_${name} - 1};\n")
endforeach()
file(WRITE ${OUTPUT} "${code}")
