// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace heartline {

/// The language of the window, also at run time: widgets hear of a change by
/// QEvent::LanguageChange. GUI thread.
class Language : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, English, Chinese };
    Q_ENUM(Choice)

    explicit Language(QObject *parent = nullptr);

    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);

    /// "en" or "zh_CN", as on the command line; anything else: the system's.
    static Choice fromName(const QString &name);

private:
    Choice m_choice = Choice::System;
    QTranslator m_words;
    QTranslator m_qtWords; // of Qt's own dialogs
};

} // namespace heartline
