// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace heartline {

/// The stable spellings of an enumeration, as they stand in files, exports and on the command line.
/// Never translated; what a user reads in the window is made in widgets/.
template<typename Enum, std::size_t Size>
class EnumNames {
public:
    using Entry = std::pair<Enum, QLatin1StringView>;

    constexpr explicit EnumNames(std::array<Entry, Size> entries)
        : m_entries(std::move(entries))
    {
    }

    /// The spelling of `value`; empty for a value outside the table.
    constexpr QLatin1StringView name(Enum value) const
    {
        for (const Entry &entry : m_entries) {
            if (entry.first == value)
                return entry.second;
        }
        return {};
    }

    /// The value spelt `name`, case-sensitive.
    std::optional<Enum> value(QAnyStringView name) const
    {
        const auto found =
                std::find_if(m_entries.begin(), m_entries.end(), [name](const Entry &entry) {
                    return QAnyStringView::equal(name, entry.second);
                });
        if (found == m_entries.end())
            return std::nullopt;
        return found->first;
    }

    constexpr const std::array<Entry, Size> &entries() const { return m_entries; }

private:
    std::array<Entry, Size> m_entries;
};

} // namespace heartline
