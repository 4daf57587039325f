// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/importplan.h"

#include <QHash>
#include <QSet>

namespace heartline {

std::vector<ImportEntry> planImport(const std::vector<Profile> &existing,
                                    const std::vector<Profile> &imported)
{
    QHash<ConnectionId, const Profile *> byId;
    QSet<std::pair<QString, QString>> targets;
    for (const Profile &profile : existing) {
        byId.insert(profile.id, &profile);
        targets.insert({profile.name, profile.url});
    }
    std::vector<ImportEntry> plan;
    plan.reserve(imported.size());
    for (const Profile &profile : imported) {
        ImportEntry entry{.profile = profile};
        if (const Profile *same = byId.value(profile.id))
            entry.effect = *same == profile ? ImportEffect::Unchanged : ImportEffect::Replace;
        else if (targets.contains({profile.name, profile.url}))
            entry.effect = ImportEffect::Double;
        entry.isChosen = entry.effect == ImportEffect::Add || entry.effect == ImportEffect::Replace;
        plan.push_back(std::move(entry));
    }
    return plan;
}

} // namespace heartline
