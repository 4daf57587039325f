// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/importmodel.h"

#include "profiles/urlrules.h"
#include "widgets/presentation/statepresentation.h"

namespace heartline {

ImportModel::ImportModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ImportModel::setEntries(std::vector<ImportEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
    Q_EMIT choiceChanged();
}

void ImportModel::choose(bool chosen)
{
    if (m_entries.empty())
        return;
    for (ImportEntry &entry : m_entries)
        entry.isChosen = chosen && entry.effect != ImportEffect::Unchanged;
    Q_EMIT dataChanged(index(0, EffectColumn), index(rowCount() - 1, EffectColumn),
                       {Qt::CheckStateRole});
    Q_EMIT choiceChanged();
}

std::vector<Profile> ImportModel::chosen() const
{
    std::vector<Profile> profiles;
    for (const ImportEntry &entry : m_entries) {
        if (entry.isChosen)
            profiles.push_back(entry.profile);
    }
    return profiles;
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ImportEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == EffectColumn)
        return entry.isChosen ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole && index.column() == EffectColumn)
        return effectHint(entry.effect);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case EffectColumn:
        return effectText(entry.effect);
    case NameColumn:
        return plainLine(entry.profile.name);
    case GroupColumn:
        return plainLine(entry.profile.group);
    case UrlColumn:
        return plainLine(displayUrl(entry.profile.url));
    default:
        return {};
    }
}

bool ImportModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    m_entries[static_cast<std::size_t>(index.row())].isChosen =
            value.value<Qt::CheckState>() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT choiceChanged();
    return true;
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EffectColumn:
        return tr("Import");
    case NameColumn:
        return tr("Name");
    case GroupColumn:
        return tr("Group");
    case UrlColumn:
        return tr("URL");
    default:
        return {};
    }
}

Qt::ItemFlags ImportModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const ImportEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == EffectColumn && entry.effect != ImportEffect::Unchanged)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString ImportModel::effectText(ImportEffect effect)
{
    switch (effect) {
    case ImportEffect::Add:
        return tr("new");
    case ImportEffect::Replace:
        return tr("replaces");
    case ImportEffect::Unchanged:
        return tr("unchanged");
    case ImportEffect::Double:
        return tr("there twice");
    }
    return {};
}

QString ImportModel::effectHint(ImportEffect effect)
{
    switch (effect) {
    case ImportEffect::Add:
        return tr("Is added to the connections.");
    case ImportEffect::Replace:
        return tr("Takes the place of the connection with the same id, which differs.");
    case ImportEffect::Unchanged:
        return tr("The same connection is there already.");
    case ImportEffect::Double:
        return tr("A connection with this name and URL is there under another id; imported, there "
                  "would be two of them.");
    }
    return {};
}

} // namespace heartline
