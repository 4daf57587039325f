// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace heartline {

/// Shows the help of whichever field of the same window has the focus. A field's help is its
/// "What's this?"; explain() makes it the tool tip, too.
class HelpLine : public QLabel {
    Q_OBJECT

public:
    /// Room is kept for so many lines, so that nothing moves when the focus does.
    static constexpr int Lines = 3;

    explicit HelpLine(QWidget *parent = nullptr);

    /// Gives every field below `root` its tool tip and accessible description.
    static void explain(QWidget &root);

private:
    void showHelpOf(const QWidget *field);
};

} // namespace heartline
