// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/language.h"

#include "core/englishwords.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QThread>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

QString WindowTranslator::translate(const char *context, const char *sourceText,
                                    const char *disambiguation, int n) const
{
    if (EnglishWords::areWanted() || QThread::currentThread() != thread())
        return {};
    return QTranslator::translate(context, sourceText, disambiguation, n);
}

Language::Language(QObject *parent)
    : QObject(parent)
{
}

void Language::setChoice(Choice choice)
{
    m_choice = choice;
    const QLocale locale = choice == Choice::English ? QLocale(QLocale::English)
            : choice == Choice::Chinese              ? QLocale(QLocale::Chinese, QLocale::China)
                                                     : QLocale::system();
    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qtWords);
    // English stands in the source; its file holds the plural forms only.
    if (m_words.load(locale, u"heartline"_s, u"_"_s, u":/i18n"_s)
        || m_words.load(u":/i18n/heartline_en.qm"_s))
        QCoreApplication::installTranslator(&m_words);
    if (m_qtWords.load(locale, u"qtbase"_s, u"_"_s,
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtWords);
}

Language::Choice Language::fromName(const QString &name)
{
    if (name.startsWith("en"_L1, Qt::CaseInsensitive))
        return Choice::English;
    if (name.startsWith("zh"_L1, Qt::CaseInsensitive))
        return Choice::Chinese;
    return Choice::System;
}

} // namespace heartline
