<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AlertPanel</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlertWords</name>
        <message numerus="yes">
            <source>%n new ticket(s)</source>
            <translation>
                <numerusform>%n new ticket</numerusform>
                <numerusform>%n new tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) overdue</source>
            <translation>
                <numerusform>%n ticket overdue</numerusform>
                <numerusform>%n tickets overdue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) almost due</source>
            <translation>
                <numerusform>%n ticket almost due</numerusform>
                <numerusform>%n tickets almost due</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AutomaticMailSection</name>
        <message numerus="yes">
            <source>more than %n new ticket(s) an hour</source>
            <translation>
                <numerusform>more than %n new ticket an hour</numerusform>
                <numerusform>more than %n new tickets an hour</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupSection</name>
        <message numerus="yes">
            <source>Last backup {when}, {size}, in {folder}. ✓ Opened and counted: %n ticket(s).</source>
            <translation>
                <numerusform>Last backup {when}, {size}, in {folder}. ✓ Opened and counted: %n ticket.</numerusform>
                <numerusform>Last backup {when}, {size}, in {folder}. ✓ Opened and counted: %n tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>every %n hour(s)</source>
            <translation>
                <numerusform>every %n hour</numerusform>
                <numerusform>every %n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the last %n</source>
            <translation>
                <numerusform>the last one</numerusform>
                <numerusform>the last %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkBar</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message numerus="yes">
            <source>Show %n earlier entries</source>
            <translation>
                <numerusform>Show %n earlier entry</numerusform>
                <numerusform>Show %n earlier entries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DebtCounts</name>
        <message numerus="yes">
            <source>%n weekend days below average</source>
            <translation>
                <numerusform>%n weekend day below average</numerusform>
                <numerusform>%n weekend days below average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekend days above average</source>
            <translation>
                <numerusform>%n weekend day above average</numerusform>
                <numerusform>%n weekend days above average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n holidays below average</source>
            <translation>
                <numerusform>%n holiday below average</numerusform>
                <numerusform>%n holidays below average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n holidays above average</source>
            <translation>
                <numerusform>%n holiday above average</numerusform>
                <numerusform>%n holidays above average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights below average</source>
            <translation>
                <numerusform>%n night below average</numerusform>
                <numerusform>%n nights below average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights above average</source>
            <translation>
                <numerusform>%n night above average</numerusform>
                <numerusform>%n nights above average</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyCounts</name>
        <message numerus="yes">
            <source>%n nights in 7 days</source>
            <translation>
                <numerusform>%n night in 7 days</numerusform>
                <numerusform>%n nights in 7 days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekends in a row</source>
            <translation>
                <numerusform>%n weekend in a row</numerusform>
                <numerusform>%n weekends in a row</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyFiles</name>
        <message numerus="yes">
            <source>Saved {name}, %n row(s).</source>
            <translation>
                <numerusform>Saved {name}, %n row.</numerusform>
                <numerusform>Saved {name}, %n rows.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyImportDialog</name>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed</source>
            <translation>
                <numerusform>%n changed</numerusform>
                <numerusform>%n changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled</source>
            <translation>
                <numerusform>%n cancelled</numerusform>
                <numerusform>%n cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n known</source>
            <translation>
                <numerusform>%n known</numerusform>
                <numerusform>%n known</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of no concern</source>
            <translation>
                <numerusform>%n of no concern</numerusform>
                <numerusform>%n of no concern</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not understood</source>
            <translation>
                <numerusform>%n not understood</numerusform>
                <numerusform>%n not understood</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n event(s)</source>
            <translation>
                <numerusform>Take %n event</numerusform>
                <numerusform>Take %n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyNewsPanel</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyNewsWords</name>
        <message numerus="yes">
            <source>%n notice(s) about duties</source>
            <translation>
                <numerusform>%n notice about duties</numerusform>
                <numerusform>%n notices about duties</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your duties, {period}, were given to others.</source>
            <translation>
                <numerusform>%n of your duties, {period}, was given to others.</numerusform>
                <numerusform>%n of your duties, {period}, were given to others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n night(s)</source>
            <translation>
                <numerusform>%n night</numerusform>
                <numerusform>%n nights</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekend(s)</source>
            <translation>
                <numerusform>%n weekend</numerusform>
                <numerusform>%n weekends</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n duties</source>
            <translation>
                <numerusform>%n duty</numerusform>
                <numerusform>%n duties</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your duty starts in %n minute(s), till {until}.</source>
            <translation>
                <numerusform>Your duty starts in %n minute, till {until}.</numerusform>
                <numerusform>Your duty starts in %n minutes, till {until}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exporting</name>
        <message numerus="yes">
            <source>Saved {name}, %n row(s).</source>
            <translation>
                <numerusform>Saved {name}, %n row.</numerusform>
                <numerusform>Saved {name}, %n rows.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GeneralSection</name>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>after %n business day(s)</source>
            <translation>
                <numerusform>after %n business day</numerusform>
                <numerusform>after %n business days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GuardDialog</name>
        <message numerus="yes">
            <source>It happened %n time(s).</source>
            <translation>
                <numerusform>It happened %n time.</numerusform>
                <numerusform>It happened %n times.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportCounts</name>
        <message numerus="yes">
            <source>on duty %n time(s) then</source>
            <translation>
                <numerusform>on duty %n time then</numerusform>
                <numerusform>on duty %n times then</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more people</source>
            <translation>
                <numerusform>and %n more person</numerusform>
                <numerusform>and %n more people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>Take %n day(s)</source>
            <translation>
                <numerusform>Take %n day</numerusform>
                <numerusform>Take %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Importing</name>
        <message numerus="yes">
            <source>%n mail(s) found</source>
            <translation>
                <numerusform>%n mail found</numerusform>
                <numerusform>%n mails found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported</source>
            <translation>
                <numerusform>%n imported</numerusform>
                <numerusform>%n imported</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n already there</source>
            <translation>
                <numerusform>%n already there</numerusform>
                <numerusform>%n already there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n set aside as unreadable</source>
            <translation>
                <numerusform>%n set aside as unreadable</numerusform>
                <numerusform>%n set aside as unreadable</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported ticket(s) are past their date.</source>
            <translation>
                <numerusform>%n imported ticket is past its date.</numerusform>
                <numerusform>%n imported tickets are past their date.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ListTools</name>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n found</numerusform>
                <numerusform>%n found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ManyTagsSheet</name>
        <message numerus="yes">
            <source>Tags of %n ticket(s)</source>
            <translation>
                <numerusform>Tags of %n ticket</numerusform>
                <numerusform>Tags of %n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OrganisationSheet</name>
        <message numerus="yes">
            <source>Organisation of %n ticket(s)</source>
            <translation>
                <numerusform>Organisation of %n ticket</numerusform>
                <numerusform>Organisation of %n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OrganisationsSection</name>
        <message numerus="yes">
            <source>Take in %n client(s) of the domains</source>
            <translation>
                <numerusform>Take in %n client of the domains</numerusform>
                <numerusform>Take in %n clients of the domains</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutlookNote</name>
        <message numerus="yes">
            <source>This change alone makes %n ticket(s) late. Reports count them as late by reclassification, apart from what was missed.</source>
            <translation>
                <numerusform>This change alone makes %n ticket late. Reports count it as late by reclassification, apart from what was missed.</numerusform>
                <numerusform>This change alone makes %n tickets late. Reports count them as late by reclassification, apart from what was missed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Overlaps</name>
        <message numerus="yes">
            <source>▲ %n duties fall into this time:</source>
            <translation>
                <numerusform>▲ %n duty falls into this time:</numerusform>
                <numerusform>▲ %n duties fall into this time:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PageHead</name>
        <message numerus="yes">
            <source>Publish %n draft(s)</source>
            <translation>
                <numerusform>Publish %n draft</numerusform>
                <numerusform>Publish %n drafts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PaperCounts</name>
        <message numerus="yes">
            <source>%n night(s)</source>
            <translation>
                <numerusform>%n night</numerusform>
                <numerusform>%n nights</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message numerus="yes">
            <source>At least %n letter(s).</source>
            <translation>
                <numerusform>At least %n letter.</numerusform>
                <numerusform>At least %n letters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PeopleSection</name>
        <message numerus="yes">
            <source>{name} has %n duty(ies) in the next year, the first on {day}.</source>
            <translation>
                <numerusform>{name} has %n duty in the next year, on {day}.</numerusform>
                <numerusform>{name} has %n duties in the next year, the first on {day}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message numerus="yes">
            <source>Apply %n changes</source>
            <translation>
                <numerusform>Apply %n change</numerusform>
                <numerusform>Apply %n changes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlanResult</name>
        <message numerus="yes">
            <source>%n duties added</source>
            <translation>
                <numerusform>%n duty added</numerusform>
                <numerusform>%n duties added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed</source>
            <translation>
                <numerusform>%n removed</numerusform>
                <numerusform>%n removed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gaps left</source>
            <translation>
                <numerusform>%n gap left</numerusform>
                <numerusform>%n gaps left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PolicyHistory</name>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n ticket</numerusform>
                <numerusform>%n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PolicyOptions</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n business day(s)</source>
            <translation>
                <numerusform>%n business day</numerusform>
                <numerusform>%n business days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PolicyOwners</name>
        <message numerus="yes">
            <source>%n open ticket(s) follow another policy.</source>
            <translation>
                <numerusform>%n open ticket follows another policy.</numerusform>
                <numerusform>%n open tickets follow another policy.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PublishSheet</name>
        <message numerus="yes">
            <source>%n duties</source>
            <translation>
                <numerusform>%n duty</numerusform>
                <numerusform>%n duties</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights</source>
            <translation>
                <numerusform>%n night</numerusform>
                <numerusform>%n nights</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekends</source>
            <translation>
                <numerusform>%n weekend</numerusform>
                <numerusform>%n weekends</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message numerus="yes">
            <source>%n need(s) you</source>
            <translation>
                <numerusform>%n need you</numerusform>
                <numerusform>%n needs you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecipientsBlock</name>
        <message numerus="yes">
            <source>+%n in copy</source>
            <translation>
                <numerusform>+%n in copy</numerusform>
                <numerusform>+%n in copy</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Restoring</name>
        <message numerus="yes">
            <source>%n ticket(s) restored.</source>
            <translation>
                <numerusform>%n ticket restored.</numerusform>
                <numerusform>%n tickets restored.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mail(s) that waited when the backup was made may have gone out since: look at them in their tickets.</source>
            <translation>
                <numerusform>%n mail that waited when the backup was made may have gone out since: look at it in its ticket.</numerusform>
                <numerusform>%n mails that waited when the backup was made may have gone out since: look at them in their tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It is whole and holds %n ticket(s).</source>
            <translation>
                <numerusform>It is whole and holds %n ticket.</numerusform>
                <numerusform>It is whole and holds %n tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n newer ticket(s) are set aside, not deleted.</source>
            <translation>
                <numerusform>%n newer ticket is set aside, not deleted.</numerusform>
                <numerusform>%n newer tickets are set aside, not deleted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SavingPart</name>
        <message numerus="yes">
            <source>%n open ticket(s) keep the dates that were promised.</source>
            <translation>
                <numerusform>%n open ticket keeps the dates that were promised.</numerusform>
                <numerusform>%n open tickets keep the dates that were promised.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open ticket(s):</source>
            <translation>
                <numerusform>%n open ticket:</numerusform>
                <numerusform>%n open tickets:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SortingCommands</name>
        <message numerus="yes">
            <source>Merge %n ticket(s)</source>
            <translation>
                <numerusform>Merge %n ticket</numerusform>
                <numerusform>Merge %n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message numerus="yes">
            <source>Gap {start} – {end}: “{requirement}” lacks %n person(s).</source>
            <translation>
                <numerusform>Gap {start} – {end}: “{requirement}” lacks %n person.</numerusform>
                <numerusform>Gap {start} – {end}: “{requirement}” lacks %n people.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mail(s) cannot be sent since {since}. {reason}</source>
            <translation>
                <numerusform>%n mail cannot be sent since {since}. {reason}</numerusform>
                <numerusform>%n mails cannot be sent since {since}. {reason}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusFeed</name>
        <message numerus="yes">
            <source>%n to be sent</source>
            <translation>
                <numerusform>%n to be sent</numerusform>
                <numerusform>%n to be sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrayFeed</name>
        <message numerus="yes">
            <source>%n ticket(s) need action</source>
            <translation>
                <numerusform>%n ticket needs action</numerusform>
                <numerusform>%n tickets need action</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UndoStack</name>
        <message numerus="yes">
            <source>%n ticket(s) solved</source>
            <translation>
                <numerusform>%n ticket solved</numerusform>
                <numerusform>%n tickets solved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) closed</source>
            <translation>
                <numerusform>%n ticket closed</numerusform>
                <numerusform>%n tickets closed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) opened</source>
            <translation>
                <numerusform>%n ticket opened</numerusform>
                <numerusform>%n tickets opened</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) deferred</source>
            <translation>
                <numerusform>%n ticket deferred</numerusform>
                <numerusform>%n tickets deferred</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) set to waiting</source>
            <translation>
                <numerusform>%n ticket set to waiting</numerusform>
                <numerusform>%n tickets set to waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned</source>
            <translation>
                <numerusform>%n ticket assigned</numerusform>
                <numerusform>%n tickets assigned</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Priority changed: %n ticket(s)</source>
            <translation>
                <numerusform>Priority changed: %n ticket</numerusform>
                <numerusform>Priority changed: %n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Category changed: %n ticket(s)</source>
            <translation>
                <numerusform>Category changed: %n ticket</numerusform>
                <numerusform>Category changed: %n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Service level changed: %n ticket(s)</source>
            <translation>
                <numerusform>Service level changed: %n ticket</numerusform>
                <numerusform>Service level changed: %n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Organisation changed: %n ticket(s)</source>
            <translation>
                <numerusform>Organisation changed: %n ticket</numerusform>
                <numerusform>Organisation changed: %n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No reply needed: %n ticket(s)</source>
            <translation>
                <numerusform>No reply needed: %n ticket</numerusform>
                <numerusform>No reply needed: %n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as spam</source>
            <translation>
                <numerusform>%n ticket marked as spam</numerusform>
                <numerusform>%n tickets marked as spam</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n client(s) joined</source>
            <translation>
                <numerusform>%n client joined</numerusform>
                <numerusform>%n clients joined</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shift(s) published</source>
            <translation>
                <numerusform>%n shift published</numerusform>
                <numerusform>%n shifts published</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) changed</source>
            <translation>
                <numerusform>%n ticket changed</numerusform>
                <numerusform>%n tickets changed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPage</name>
        <message numerus="yes">
            <source>%n day(s) differ</source>
            <translation>
                <numerusform>%n day differs</numerusform>
                <numerusform>%n days differ</numerusform>
            </translation>
        </message>
    </context>
</TS>