// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"

#include <QDateTime>
#include <QSslConfiguration>

#include <vector>

namespace heartline {

/// A configuration that all connections with the same TLS settings share.
struct SharedTlsConfiguration {
    QSslConfiguration configuration;
    quint64 id = 0; ///< Another one for other settings, and for files that have changed.
};

/// Reads certificates and keys once for all connections of a thread with the same settings, and
/// again when a file has changed: a parsed certificate takes several kilobytes.
class TlsConfigurations {
public:
    /// So many distinct settings are kept; beyond, the oldest are read again when needed.
    static constexpr std::size_t MaximumEntries = 64;

    /// Errors name the field and the file.
    Result<SharedTlsConfiguration> get(const TlsSettings &settings);

private:
    struct Stamp {
        QDateTime modified;
        qint64 size = 0;

        bool operator==(const Stamp &) const = default;
    };
    struct Entry {
        TlsSettings settings;
        std::vector<Stamp> stamps;
        SharedTlsConfiguration shared;
    };

    static std::vector<Stamp> stampsOf(const TlsSettings &settings);

    std::vector<Entry> m_entries; ///< Oldest first.
    quint64 m_lastId = 0;
};

} // namespace heartline
