// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace heartline {

/// Translates in the GUI thread only, and not below EnglishWords: what the workers put into words
/// gets into the log, which is in English. (Also, English words of Qt's tell causes apart.)
class WindowTranslator : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    QString translate(const char *context, const char *sourceText, const char *disambiguation,
                      int n) const override;
};

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
    WindowTranslator m_words;
    WindowTranslator m_qtWords; // of Qt's own dialogs
};

} // namespace heartline
