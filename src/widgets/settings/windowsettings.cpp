// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/windowsettings.h"

#include <QMetaEnum>
#include <QSettings>

#include <algorithm>
#include <type_traits>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

const QString group = u"window"_s;
/// A later layout of columns or splitters must not be fed an earlier one's state.
const QString layoutVersionKey = u"layoutVersion"_s;
constexpr int layoutVersion = 2;

/// Reads or writes every field under its name, so that both stay the same.
template<typename Settings, typename Visit>
void visit(Settings &settings, Visit &&one)
{
    one(u"geometry"_s, settings.geometry);
    one(u"mainSplitter"_s, settings.mainSplitter);
    one(u"wallSplitter"_s, settings.wallSplitter);
    one(u"rightSplitter"_s, settings.rightSplitter);
    one(u"chartsSplitter"_s, settings.chartsSplitter);
    one(u"connectionColumns"_s, settings.connectionColumns);
    one(u"eventColumns"_s, settings.eventColumns);
    one(u"beatColumns"_s, settings.beatColumns);
    one(u"statisticColumns"_s, settings.statisticColumns);
    one(u"collapsedGroups"_s, settings.collapsedGroups);
    one(u"selection"_s, settings.selection);
    one(u"tab"_s, settings.tab);
    one(u"showWall"_s, settings.showWall);
    one(u"wallByGroup"_s, settings.wallByGroup);
    one(u"wallTileSize"_s, settings.wallTileSize);
    one(u"showCharts"_s, settings.showCharts);
    one(u"showTabs"_s, settings.showTabs);
    one(u"logarithmic"_s, settings.logarithmic);
    one(u"spanUs"_s, settings.spanUs);
}

/// Enumerations are kept by name: numbers would change their meaning with their order.
template<typename Value>
Value read(const QSettings &store, const QString &key, const Value &fallback)
{
    const QVariant kept = store.value(key, QVariant::fromValue(fallback));
    if constexpr (std::is_enum_v<Value>) {
        bool known = false;
        const int value = QMetaEnum::fromType<Value>().keyToValue(
                kept.toString().toLatin1().constData(), &known);
        return known ? static_cast<Value>(value) : fallback;
    } else {
        return kept.value<Value>();
    }
}

template<typename Value>
void write(QSettings &store, const QString &key, const Value &value)
{
    if constexpr (std::is_enum_v<Value>) {
        const char *name = QMetaEnum::fromType<Value>().valueToKey(static_cast<int>(value));
        store.setValue(key, QString::fromLatin1(name));
    } else {
        store.setValue(key, QVariant::fromValue(value));
    }
}

} // namespace

WindowSettings WindowSettings::load()
{
    QSettings store;
    store.beginGroup(group);
    WindowSettings settings;
    if (store.value(layoutVersionKey).toInt() != layoutVersion)
        return settings;
    visit(settings, [&store](const QString &key, auto &field) { field = read(store, key, field); });
    settings.spanUs =
            std::clamp(settings.spanUs, TimeWindow::MinimumSpanUs, TimeWindow::MaximumSpanUs);
    return settings;
}

void WindowSettings::save() const
{
    QSettings store;
    store.beginGroup(group);
    store.setValue(layoutVersionKey, layoutVersion);
    visit(*this, [&store](const QString &key, const auto &field) { write(store, key, field); });
}

Theme::Mode WindowSettings::theme()
{
    return read(QSettings(), u"theme"_s, Theme::Mode::System);
}

void WindowSettings::saveTheme(Theme::Mode mode)
{
    QSettings store;
    write(store, u"theme"_s, mode);
}

Language::Choice WindowSettings::language()
{
    return read(QSettings(), u"language"_s, Language::Choice::System);
}

void WindowSettings::saveLanguage(Language::Choice choice)
{
    QSettings store;
    write(store, u"language"_s, choice);
}

} // namespace heartline
