// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

#include <chrono>
#include <optional>

namespace heartline {

/// A length of time, whose value is in milliseconds. Shows and takes "250 ms", "5 s", "1.5 min",
/// "24 h"; a number without a unit is in seconds.
class DurationSpinBox : public QSpinBox {
    Q_OBJECT

public:
    explicit DurationSpinBox(QWidget *parent = nullptr);

    std::chrono::milliseconds duration() const { return std::chrono::milliseconds(value()); }
    void setDuration(std::chrono::milliseconds duration);
    /// Both must be between 0 and 24 days.
    void setDurationRange(std::chrono::milliseconds minimum, std::chrono::milliseconds maximum);

    /// In the largest unit that needs at most three decimals; the same in every language.
    static QString toText(std::chrono::milliseconds duration);
    static std::optional<std::chrono::milliseconds> fromText(const QString &text);

    /// Wide enough for the longest usual text, not only for both ends of the range.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    QString textFromValue(int value) const override;
    int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &input, int &position) const override;
    void fixup(QString &input) const override;
};

} // namespace heartline
