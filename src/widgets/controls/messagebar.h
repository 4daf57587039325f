// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QMap>

#include <memory>

namespace heartline {

namespace Ui {
class MessageBar;
}

/// What the user must know without being stopped: a line above the content, one for each topic, in
/// plain text. GUI thread.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Topic { Log, SetAside, History, Profiles, Chart, Demo };

    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    /// Shows or replaces the words on a topic; empty words withdraw it. Once dismissed it comes
    /// back after it was withdrawn, or with another `matter`: the words without what changes all
    /// the time.
    void setMessage(Topic topic, const QString &text, const QString &matter);
    void setMessage(Topic topic, const QString &text) { setMessage(topic, text, text); }
    /// What is shown at present; lines apart.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();

    std::unique_ptr<Ui::MessageBar> m_ui;
    QMap<Topic, QString> m_messages;
    QMap<Topic, QString> m_matters; // of these
    QMap<Topic, QString> m_dismissed; // matters
};

} // namespace heartline
