# SPDX-License-Identifier: GPL-3.0-or-later
# The functions that every CMakeLists.txt below src/ and tests/ is written with.

# Carries warnings, Qt's strictness and the sanitizers to every target.
add_library(heartline_options INTERFACE)
target_compile_options(heartline_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    # Designated initialisers name what differs from the default, and only that.
    -Wno-missing-field-initializers
    $<$<BOOL:${HEARTLINE_WERROR}>:-Werror>)
target_compile_definitions(heartline_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
target_include_directories(heartline_options INTERFACE "${CMAKE_SOURCE_DIR}/src")
if(HEARTLINE_SANITIZE)
    target_compile_options(heartline_options INTERFACE
        -fsanitize=${HEARTLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(heartline_options INTERFACE -fsanitize=${HEARTLINE_SANITIZE})
endif()

# heartline_library(NAME SOURCES ... LINKS ...): the static library heartline_NAME of one folder of src/.
# LINKS is the rule of who may include whom.
function(heartline_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
    set(target heartline_${name})
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC heartline_options ${arg_LINKS})
    if(HEARTLINE_PCH)
        target_precompile_headers(${target} PRIVATE
            <QJsonObject> <QObject> <QString> <QTimer> <QUuid> <algorithm> <chrono> <functional>
            <memory> <optional> <vector>)
        if(name STREQUAL "widgets")
            target_precompile_headers(${target} PRIVATE <QtWidgets>)
        endif()
    endif()
endfunction()

# What the label `optimised` marks: tests that also run without a sanitizer, because they measure time or drive the
# programs as they are shipped.
add_custom_target(optimised_tests)

# heartline_test(NAME SOURCES ... LINKS ... [LABELS ...] [TIMEOUT S] [GUI]): one Qt Test program, run by ctest.
# GUI: runs without a display on Qt's offscreen platform.
function(heartline_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "GUI" "TIMEOUT" "SOURCES;LINKS;LABELS")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE heartline_options Qt6::Test ${arg_LINKS})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    # die_after_fork=0: QProcess forks, and the test goes on with threads.
    set(environment
        "ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1"
        "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0"
        # Qt's libraries are not instrumented: what they do among themselves would be reported as races.
        "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp:halt_on_error=1:die_after_fork=0:ignore_noninstrumented_modules=1"
        "UBSAN_OPTIONS=print_stacktrace=1")
    if(arg_GUI)
        list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ENVIRONMENT "${environment}")
    if("optimised" IN_LIST arg_LABELS)
        add_dependencies(optimised_tests ${name})
    endif()
endfunction()
