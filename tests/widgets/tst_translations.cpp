// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

/// Every string of the window is translated; a new one that is not makes this fail. The target
/// update_translations adds it to the files.
class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissing_data();
    void nothingIsMissing();
    void pluralsAreFormed();

private:
    static QStringList places(const QString &text)
    {
        static const QRegularExpression place(u"%(?:\\d|n)"_s);
        QStringList result;
        for (auto match = place.globalMatch(text); match.hasNext();)
            result.append(match.next().captured());
        result.sort();
        return result;
    }
};

void TestTranslations::nothingIsMissing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("pluralsOnly");
    QTest::newRow("zh_CN") << u"heartline_zh_CN.ts"_s << false;
    QTest::newRow("en") << u"heartline_en.ts"_s << true;
}

void TestTranslations::nothingIsMissing()
{
    QFETCH(const QString, name);
    QFETCH(const bool, pluralsOnly);
    // A copy is brought up to the sources: what the file lacks comes in as unfinished.
    const QTemporaryDir directory;
    const QString copy = directory.filePath(name);
    QVERIFY(QFile::copy(QStringLiteral(TRANSLATIONS) + u'/' + name, copy));
    QStringList arguments = QStringLiteral(LUPDATE_OPTIONS).split(u'|');
    if (pluralsOnly)
        arguments.prepend(u"-pluralonly"_s);
    arguments << u"-ts"_s << copy;
    QProcess lupdate;
    lupdate.start(QStringLiteral(LUPDATE), arguments);
    QVERIFY2(lupdate.waitForFinished(), qPrintable(lupdate.errorString()));
    QCOMPARE(lupdate.exitCode(), 0);

    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    QStringList wrong;
    int messages = 0;
    const auto check = [&](const QString &text) {
        // A plural form for one may leave the number out.
        QStringList wanted = places(source);
        QStringList got = places(text);
        if (pluralsOnly) {
            wanted.removeAll(u"%n"_s);
            got.removeAll(u"%n"_s);
        }
        if (text.isEmpty() || got != wanted)
            wrong.append(source + u" -> "_s + text);
    };
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"source") {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == u"translation") {
            if (xml.attributes().hasAttribute(u"type"_s))
                wrong.append(source + u" is unfinished"_s);
            bool hasForms = false;
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
                if (xml.isCharacters())
                    text += xml.text();
                if (xml.isStartElement()) {
                    check(xml.readElementText());
                    hasForms = true;
                }
            }
            if (!hasForms)
                check(text.trimmed());
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(messages > 5);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestTranslations::pluralsAreFormed()
{
    QTranslator english;
    QVERIFY(english.load(u":/i18n/heartline_en.qm"_s));
    QCOMPARE(english.translate("heartline::LatencyPanel", "%1 connections", nullptr, 1),
             u"%1 connection"_s);
    QCOMPARE(english.translate("heartline::LatencyPanel", "%1 connections", nullptr, 2),
             u"%1 connections"_s);
    QTranslator chinese;
    QVERIFY(chinese.load(u":/i18n/heartline_zh_CN.qm"_s));
    QCOMPARE(chinese.translate("heartline::LogTabs", "Events"), u"事件"_s);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
