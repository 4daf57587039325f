// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace heartline {

struct ProbeResult;

namespace Ui {
class ProbePanel;
}

/// Shows what a test of a profile has found: phases, what was agreed on, round trips, or the
/// failure in words.
class ProbePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProbePanel(QWidget *parent = nullptr);
    ~ProbePanel() override;

    void show(const ProbeResult &result);

    /// The verdict in one sentence.
    static QString verdict(const ProbeResult &result);

private:
    static QString phasesText(const ProbeResult &result);
    static QString sessionText(const ProbeResult &result);
    static QString beatsText(const ProbeResult &result);

    std::unique_ptr<Ui::ProbePanel> m_ui;
};

} // namespace heartline
