// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace heartline {

/// What went wrong, as a value: a kind for the program and a sentence for the user.
struct Error {
    enum class Kind {
        InvalidInput, ///< The user's file, argument or field cannot be used as it is.
        NotFound, ///< A file, directory or variable that was named does not exist.
        AccessDenied, ///< It exists, but may not be read or written.
        NewerVersion, ///< Written by a later version of Heartline.
        Corrupt, ///< The file's content is damaged.
        Io, ///< Reading or writing failed on the way.
        Cancelled, ///< The user asked to stop.
    };

    Kind kind = Kind::InvalidInput;
    QString message; ///< What failed, on what, and what to do; plain text.
    QString where; ///< JSON path, file name or field; empty where the message says it all.

    /// "where: message", or the message alone.
    QString toString() const
    {
        return where.isEmpty() ? message : where + QLatin1StringView(": ") + message;
    }

    bool operator==(const Error &) const = default;
};

template<typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an error from a function that returns Result<T>.
inline tl::unexpected<Error> failure(Error::Kind kind, QString message, QString where = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(where)});
}

} // namespace heartline
