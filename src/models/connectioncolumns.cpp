// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectioncolumns.h"

#include "models/optionalvalue.h"

#include <tuple>

namespace heartline {

int severity(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Failed:
        return 6;
    case ConnectionState::Waiting:
        return 5;
    case ConnectionState::Degraded:
        return 4;
    case ConnectionState::Connecting:
        return 3;
    case ConnectionState::Closing:
        return 2;
    case ConnectionState::Open:
        return 1;
    case ConnectionState::Idle:
        break;
    }
    return 0;
}

int comparedByTrouble(const ConnectionSnapshot &a, const ConnectionSnapshot &b)
{
    const auto key = [](const ConnectionSnapshot &one) {
        const auto &figures = one.figures;
        // Where nothing could leave there is no loss to tell, and no less trouble.
        const auto loss = !figures.loss && figures.unsent > 0 ? std::optional(1.0) : figures.loss;
        return std::tuple(severity(one.status.state), loss, figures.p99Ns);
    };
    return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

std::optional<qint64> ConnectionColumns::figureNs(const ConnectionSnapshot &snapshot, int column)
{
    switch (column) {
    case LastColumn:
        return snapshot.figures.lastNs;
    case P50Column:
        return snapshot.figures.p50Ns;
    case P95Column:
        return snapshot.figures.p95Ns;
    case P99Column:
        return snapshot.figures.p99Ns;
    case JitterColumn:
        return snapshot.figures.jitterNs;
    default:
        return std::nullopt;
    }
}

QVariant ConnectionColumns::value(const ConnectionSnapshot &snapshot, int column)
{
    switch (column) {
    case StateColumn:
        return QVariant::fromValue(snapshot.status.state);
    case NameColumn:
        return snapshot.name;
    case LastColumn:
    case P50Column:
    case P95Column:
    case P99Column:
    case JitterColumn:
        return optionalValue(figureNs(snapshot, column));
    case LossColumn:
        return optionalValue(snapshot.figures.loss);
    case UptimeColumn:
        return optionalValue(snapshot.status.openSinceUs);
    case ReconnectsColumn:
        return qMax<qint64>(0, snapshot.status.sessions - 1);
    case UrlColumn:
        return snapshot.url;
    default:
        return {};
    }
}

QVariant ConnectionColumns::sortValue(const ConnectionSnapshot &snapshot, int column)
{
    switch (column) {
    case StateColumn:
        return severity(snapshot.status.state);
    case UptimeColumn: // the longest uptime began first
        return snapshot.status.openSinceUs ? QVariant(-*snapshot.status.openSinceUs) : QVariant();
    case RecentColumn:
        return optionalValue(snapshot.figures.loss);
    default:
        return value(snapshot, column);
    }
}

bool ConnectionColumns::areSameButForBeats(const ConnectionSnapshot &a, const ConnectionSnapshot &b)
{
    return a.status.state == b.status.state && a.enabled == b.enabled && a.name == b.name
            && a.group == b.group && a.url == b.url;
}

} // namespace heartline
