// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/durationspinbox.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

struct Unit {
    QLatin1StringView name;
    qint64 ms;
    qint64 from; ///< The shortest duration that is shown in this unit.
};

constexpr std::array units{Unit{"ms"_L1, 1, 0}, Unit{"s"_L1, 1'000, 1'000},
                           Unit{"min"_L1, 60'000, 120'000}, Unit{"h"_L1, 3'600'000, 3'600'000}};

} // namespace

DurationSpinBox::DurationSpinBox(QWidget *parent)
    : QSpinBox(parent)
{
    setStepType(AdaptiveDecimalStepType);
    setAccelerated(true);
}

void DurationSpinBox::setDuration(std::chrono::milliseconds duration)
{
    setValue(static_cast<int>(duration.count()));
}

void DurationSpinBox::setDurationRange(std::chrono::milliseconds minimum,
                                       std::chrono::milliseconds maximum)
{
    setRange(static_cast<int>(minimum.count()), static_cast<int>(maximum.count()));
}

QString DurationSpinBox::toText(std::chrono::milliseconds duration)
{
    const qint64 ms = duration.count();
    const Unit *chosen = &units[0];
    for (const Unit &unit : units) {
        // Halves read well; 2.0833 min does not. Seconds show every millisecond in three decimals.
        if (ms >= unit.from && (unit.ms <= 1'000 || ms % (unit.ms / 2) == 0))
            chosen = &unit;
    }
    return QString::number(static_cast<double>(ms) / static_cast<double>(chosen->ms), 'g', 9) + u' '
            + chosen->name;
}

std::optional<std::chrono::milliseconds> DurationSpinBox::fromText(const QString &text)
{
    static const QRegularExpression pattern(
            u"^\\s*(\\d{1,9}(?:[.,]\\d{0,6})?)\\s*(ms|s|min|h)?\\s*$"_s,
            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(2).isEmpty() ? u"s"_s : match.captured(2).toLower();
    const double number = match.captured(1).replace(u',', u'.').toDouble();
    for (const Unit &unit : units) {
        if (name == unit.name)
            return std::chrono::milliseconds(std::llround(number * static_cast<double>(unit.ms)));
    }
    return std::nullopt;
}

QSize DurationSpinBox::sizeHint() const
{
    // The base class does not reckon with the frame that a style sheet gives to the line edit.
    constexpr int cursor = 2;
    constexpr int textMargins = 4; // QLineEdit's own, left and right
    const int text = fontMetrics().horizontalAdvance(u"88.888 s"_s) + cursor + textMargins;
    QStyleOptionFrame frame;
    frame.initFrom(lineEdit());
    const QSize edit = style()->sizeFromContents(QStyle::CT_LineEdit, &frame,
                                                 {text, fontMetrics().height()}, lineEdit());
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    const QSize whole = style()->sizeFromContents(QStyle::CT_SpinBox, &option, edit, this);
    const QSize base = QSpinBox::sizeHint();
    return {std::max(base.width(), whole.width()), base.height()};
}

QSize DurationSpinBox::minimumSizeHint() const
{
    return {sizeHint().width(), QSpinBox::minimumSizeHint().height()};
}

QString DurationSpinBox::textFromValue(int value) const
{
    return toText(std::chrono::milliseconds(value));
}

int DurationSpinBox::valueFromText(const QString &text) const
{
    const auto duration = fromText(text);
    if (!duration)
        return value();
    constexpr std::chrono::milliseconds most{std::numeric_limits<int>::max()};
    return std::clamp(static_cast<int>(std::min(*duration, most).count()), minimum(), maximum());
}

QValidator::State DurationSpinBox::validate(QString &input, int &) const
{
    // While typing anything may become a duration; see fixup() for what does not.
    const auto duration = fromText(input);
    const bool fits = duration && duration->count() >= minimum() && duration->count() <= maximum();
    return fits ? QValidator::Acceptable : QValidator::Intermediate;
}

void DurationSpinBox::fixup(QString &input) const
{
    // What is too short or too long becomes the nearest that is allowed; the rest is put back.
    if (fromText(input))
        input = textFromValue(valueFromText(input));
}

} // namespace heartline
