<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="ru" sourcelanguage="en">
    <context>
        <name>AboutSection</name>
        <message>
            <source>Self-check</source>
            <translation>Самопроверка</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>Скопировать отчёт</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Открыть папку журналов</translation>
        </message>
        <message>
            <source>Duty Desk {version} · Python {python} · Qt {qt}</source>
            <translation>Duty Desk {version} · Python {python} · Qt {qt}</translation>
        </message>
        <message>
            <source>MIT licence. Qt and PySide under the LGPL 3, the icons by Lucide under the ISC licence.</source>
            <translation>Лицензия MIT. Qt и PySide — по LGPL 3, значки Lucide — по лицензии ISC.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Проверяем…</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию</translation>
        </message>
        <message>
            <source>Check mail now</source>
            <translation>Проверить почту</translation>
        </message>
    </context>
    <context>
        <name>AbsenceForm</name>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Дни</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>By the hour</source>
            <translation>По часам</translation>
        </message>
    </context>
    <context>
        <name>AbsencesSection</name>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Add an absence</source>
            <translation>Добавить отсутствие</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Nobody is away from a month ago to a year ahead. Add an absence: plans leave it out, and it is told who has duties in it.</source>
            <translation>За прошлый месяц и на год вперёд никто не отсутствует. Добавьте отсутствие: планы его обойдут, а дежурства в эти дни будут показаны.</translation>
        </message>
        <message>
            <source>Absences</source>
            <translation>Отсутствия</translation>
        </message>
    </context>
    <context>
        <name>Alert</name>
        <message>
            <source>First reply due in {left}</source>
            <translation>До первого ответа {left}</translation>
        </message>
        <message>
            <source>Next reply due in {left}</source>
            <translation>До следующего ответа {left}</translation>
        </message>
        <message>
            <source>Promise due in {left}</source>
            <translation>До обещанного срока {left}</translation>
        </message>
        <message>
            <source>Solution due in {left}</source>
            <translation>До решения {left}</translation>
        </message>
        <message>
            <source>Acceptance due in {left}</source>
            <translation>До приёма в работу {left}</translation>
        </message>
        <message>
            <source>Feedback due in {left}</source>
            <translation>До отклика {left}</translation>
        </message>
        <message>
            <source>Fix due in {left}</source>
            <translation>До исправления {left}</translation>
        </message>
        <message>
            <source>Details due in {left}</source>
            <translation>До уточнения {left}</translation>
        </message>
        <message>
            <source>Overdue: first reply</source>
            <translation>Просрочен первый ответ</translation>
        </message>
        <message>
            <source>Overdue: next reply</source>
            <translation>Просрочен следующий ответ</translation>
        </message>
        <message>
            <source>Overdue: promise</source>
            <translation>Просрочен обещанный срок</translation>
        </message>
        <message>
            <source>Overdue: solution</source>
            <translation>Просрочено решение</translation>
        </message>
        <message>
            <source>Overdue: acceptance</source>
            <translation>Просрочен приём в работу</translation>
        </message>
        <message>
            <source>Overdue: feedback</source>
            <translation>Просрочен отклик</translation>
        </message>
        <message>
            <source>Overdue: fix</source>
            <translation>Просрочено исправление</translation>
        </message>
        <message>
            <source>Overdue: details</source>
            <translation>Просрочено уточнение</translation>
        </message>
    </context>
    <context>
        <name>AlertCenter</name>
        <message>
            <source>A test from Duty Desk</source>
            <translation>Проверка от Duty Desk</translation>
        </message>
        <message>
            <source>Warnings before a deadline look like this.</source>
            <translation>Так выглядят предупреждения о сроках.</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Open ticket</source>
            <translation>Открыть заявку</translation>
        </message>
        <message>
            <source>Remind in 5 min</source>
            <translation>Напомнить через 5 мин</translation>
        </message>
    </context>
    <context>
        <name>AlertLine</name>
        <message>
            <source>Acknowledge</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Open ticket</source>
            <translation>Открыть заявку</translation>
        </message>
        <message>
            <source>Remind in 5 min</source>
            <translation>Напомнить через 5 мин</translation>
        </message>
    </context>
    <context>
        <name>AlertPanel</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Acknowledge all</source>
            <translation>Принять все</translation>
        </message>
    </context>
    <context>
        <name>AlertWords</name>
        <message numerus="yes">
            <source>%n new ticket(s)</source>
            <translation>
                <numerusform>%n новая заявка</numerusform>
                <numerusform>%n новые заявки</numerusform>
                <numerusform>%n новых заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) overdue</source>
            <translation>
                <numerusform>%n заявка просрочена</numerusform>
                <numerusform>%n заявки просрочены</numerusform>
                <numerusform>%n заявок просрочено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) almost due</source>
            <translation>
                <numerusform>%n заявка: срок истекает</numerusform>
                <numerusform>%n заявки: срок истекает</numerusform>
                <numerusform>%n заявок: срок истекает</numerusform>
            </translation>
        </message>
        <message>
            <source>New ticket: first reply due in {left}</source>
            <translation>Новая заявка: до первого ответа {left}</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>received {time}</source>
            <translation>получено {time}</translation>
        </message>
    </context>
    <context>
        <name>AppearanceSection</name>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Плотно</translation>
        </message>
        <message>
            <source>Cosy</source>
            <translation>Обычно</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Просторно</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>Карточки</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Размер текста</translation>
        </message>
        <message>
            <source>Density of lists</source>
            <translation>Плотность списков</translation>
        </message>
        <message>
            <source>Ticket list</source>
            <translation>Список заявок</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Внешний вид</translation>
        </message>
    </context>
    <context>
        <name>AssignSheet</name>
        <message>
            <source>Draft: it puts nobody on duty until it is published</source>
            <translation>Черновик: никто не дежурит, пока он не опубликован</translation>
        </message>
        <message>
            <source>Assign a duty</source>
            <translation>Назначить дежурство</translation>
        </message>
        <message>
            <source>Change a duty</source>
            <translation>Изменить дежурство</translation>
        </message>
        <message>
            <source>Assign</source>
            <translation>Назначить</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Who can cover</source>
            <translation>Кто может</translation>
        </message>
        <message>
            <source>why it is accepted all the same</source>
            <translation>почему это всё же допустимо</translation>
        </message>
        <message>
            <source>has this duty now</source>
            <translation>держит это дежурство сейчас</translation>
        </message>
        <message>
            <source>▲ {conflicts}. Choose another person or time.</source>
            <translation>▲ {conflicts}. Выберите другого человека или время.</translation>
        </message>
        <message>
            <source>▲ {conflicts}. Say why, and it is accepted.</source>
            <translation>▲ {conflicts}. Укажите причину, и это будет принято.</translation>
        </message>
    </context>
    <context>
        <name>AttachedFiles</name>
        <message>
            <source>Attach files</source>
            <translation>Вложить файлы</translation>
        </message>
        <message>
            <source>Take off the file {name}</source>
            <translation>Убрать файл {name}</translation>
        </message>
    </context>
    <context>
        <name>AutomaticMailSection</name>
        <message>
            <source>Confirm new tickets by mail</source>
            <translation>Подтверждать новые заявки письмом</translation>
        </message>
        <message>
            <source>Once a ticket, at most twice a day to one address; never to machines, lists, forged senders or imported mail.</source>
            <translation>Один раз на заявку, не больше двух раз в сутки на один адрес; никогда — роботам, рассылкам, поддельным отправителям и на импортированные письма.</translation>
        </message>
        <message>
            <source>Server that checks senders</source>
            <translation>Сервер, проверяющий отправителей</translation>
        </message>
        <message>
            <source>The name that your mail server puts first in “Authentication-Results”. Without it only clients with a solved ticket get a confirmation.</source>
            <translation>Имя, с которого ваш почтовый сервер начинает «Authentication-Results». Без него подтверждение получат только клиенты, у которых уже есть решённая заявка.</translation>
        </message>
        <message>
            <source>Flood of mail from one domain</source>
            <translation>Поток писем с одного домена</translation>
        </message>
        <message>
            <source>What comes beyond it goes into one ticket, with no automatic answer. Every letter is kept and can be split out.</source>
            <translation>Всё сверх этого попадает в одну заявку, без автоответов. Каждое письмо сохраняется, и его можно выделить в отдельную заявку.</translation>
        </message>
        <message>
            <source>Flood of mail in all</source>
            <translation>Поток писем со всех адресов</translation>
        </message>
        <message>
            <source>Language of the preview</source>
            <translation>Язык образца</translation>
        </message>
        <message>
            <source>A client is answered in the language of the letter.</source>
            <translation>Клиент получает ответ на языке своего письма.</translation>
        </message>
        <message>
            <source>This is sent</source>
            <translation>Отправляется</translation>
        </message>
        <message>
            <source>Automatic mail</source>
            <translation>Автоответы</translation>
        </message>
        <message numerus="yes">
            <source>more than %n new ticket(s) an hour</source>
            <translation>
                <numerusform>больше %n новой заявки в час</numerusform>
                <numerusform>больше %n новых заявок в час</numerusform>
                <numerusform>больше %n новых заявок в час</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackingUp</name>
        <message>
            <source>Making a backup…</source>
            <translation>Делаем резервную копию…</translation>
        </message>
        <message>
            <source>Backup made and verified: {name}, {size}, {tickets} tickets.</source>
            <translation>Копия сделана и проверена: {name}, {size}, заявок: {tickets}.</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Показать в папке</translation>
        </message>
    </context>
    <context>
        <name>BackupPasswordField</name>
        <message>
            <source>set</source>
            <translation>задан</translation>
        </message>
        <message>
            <source>none</source>
            <translation>не задан</translation>
        </message>
        <message>
            <source>Enter anew…</source>
            <translation>Ввести заново…</translation>
        </message>
        <message>
            <source>Set…</source>
            <translation>Задать…</translation>
        </message>
        <message>
            <source>Without a password</source>
            <translation>Без пароля</translation>
        </message>
        <message>
            <source>Backups made from now on can be opened with this password only. Nobody can recover it: keep it where you find it when this computer is lost.</source>
            <translation>Новые копии можно будет открыть только с этим паролем. Восстановить его нельзя: храните его там, где найдёте, если этот компьютер пропадёт.</translation>
        </message>
        <message>
            <source>Password for backups</source>
            <translation>Пароль для резервных копий</translation>
        </message>
        <message>
            <source>Seal backups</source>
            <translation>Запечатывать копии</translation>
        </message>
    </context>
    <context>
        <name>BackupPlaceField</name>
        <message>
            <source>Folder for backups</source>
            <translation>Папка для резервных копий</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>The usual one</source>
            <translation>Обычная</translation>
        </message>
        <message>
            <source>A folder for backups</source>
            <translation>Папка для резервных копий</translation>
        </message>
    </context>
    <context>
        <name>BackupSection</name>
        <message>
            <source>Made</source>
            <translation>Сделана</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Заявки</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Размер</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>A backup is made</source>
            <translation>Копия делается</translation>
        </message>
        <message>
            <source>Only when something has changed; and when the program ends.</source>
            <translation>Только если что-то изменилось; а также при выходе из программы.</translation>
        </message>
        <message>
            <source>Backups kept</source>
            <translation>Хранить копий</translation>
        </message>
        <message>
            <source>In the folder</source>
            <translation>В папке</translation>
        </message>
        <message>
            <source>On this computer; a stick or a network drive will do. While it is away, backups are kept in the usual one.</source>
            <translation>На этом компьютере; подойдёт и флешка или сетевой диск. Пока папка недоступна, копии хранятся в обычной.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Whoever finds the stick reads nothing without it.</source>
            <translation>Кто найдёт флешку, без него ничего не прочтёт.</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервные копии</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Восстановить…</translation>
        </message>
        <message>
            <source>Restore a file…</source>
            <translation>Восстановить из файла…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Открыть папку</translation>
        </message>
        <message>
            <source>Each is opened and counted before it counts, and all that was ever attached is in it. One is made before every update, too. Before one is restored you see what is in it, and the present data are kept.</source>
            <translation>Каждую копию открывают и пересчитывают, прежде чем она считается готовой; в ней есть и все вложения. Копия делается и перед каждым обновлением. Перед восстановлением видно, что в копии, а нынешние данные сохраняются.</translation>
        </message>
        <message>
            <source>There is no backup yet. The first is made by itself as soon as something has changed, or now.</source>
            <translation>Копий пока нет. Первая появится сама, как только что-то изменится, или прямо сейчас.</translation>
        </message>
        <message>
            <source>Last backup {when}, {size}, in {folder}. It cannot be read.</source>
            <translation>Последняя копия: {when}, {size}, в {folder}. Она не читается.</translation>
        </message>
        <message numerus="yes">
            <source>Last backup {when}, {size}, in {folder}. ✓ Opened and counted: %n ticket(s).</source>
            <translation>
                <numerusform>Последняя копия: {when}, {size}, в {folder}. ✓ Открыта и пересчитана: %n заявка.</numerusform>
                <numerusform>Последняя копия: {when}, {size}, в {folder}. ✓ Открыта и пересчитана: %n заявки.</numerusform>
                <numerusform>Последняя копия: {when}, {size}, в {folder}. ✓ Открыта и пересчитана: %n заявок.</numerusform>
            </translation>
        </message>
        <message>
            <source>every 30 minutes, as usual</source>
            <translation>каждые 30 минут, как обычно</translation>
        </message>
        <message numerus="yes">
            <source>every %n hour(s)</source>
            <translation>
                <numerusform>каждый %n час</numerusform>
                <numerusform>каждые %n часа</numerusform>
                <numerusform>каждые %n часов</numerusform>
            </translation>
        </message>
        <message>
            <source>{often}, as usual</source>
            <translation>{often}, как обычно</translation>
        </message>
        <message numerus="yes">
            <source>the last %n</source>
            <translation>
                <numerusform>последняя %n</numerusform>
                <numerusform>последние %n</numerusform>
                <numerusform>последние %n</numerusform>
            </translation>
        </message>
        <message>
            <source>all of 48 hours, one a day for 30 days, one a month for a year</source>
            <translation>все за 48 часов, по одной в день за 30 дней, по одной в месяц за год</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>не читается</translation>
        </message>
        <message>
            <source>database copy</source>
            <translation>копия базы</translation>
        </message>
        <message>
            <source>portable archive</source>
            <translation>переносимый архив</translation>
        </message>
        <message>
            <source>{kind}, sealed</source>
            <translation>{kind}, с паролем</translation>
        </message>
    </context>
    <context>
        <name>BulkBar</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>Выбрана %n</numerusform>
                <numerusform>Выбраны %n</numerusform>
                <numerusform>Выбрано %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Выделить все</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Deselect</source>
            <translation>Снять выделение</translation>
        </message>
    </context>
    <context>
        <name>Calendar</name>
        <message>
            <source>Business hours</source>
            <translation>Рабочее время</translation>
        </message>
        <message>
            <source>Round the clock</source>
            <translation>Круглосуточно</translation>
        </message>
        <message>
            <source>Holiday</source>
            <translation>Праздник</translation>
        </message>
        <message>
            <source>Short day</source>
            <translation>Короткий день</translation>
        </message>
        <message>
            <source>Extra working day</source>
            <translation>Рабочий выходной</translation>
        </message>
        <message>
            <source>Maintenance</source>
            <translation>Обслуживание</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>закрыто</translation>
        </message>
        <message>
            <source>Holidays of a country…</source>
            <translation>Праздники страны…</translation>
        </message>
        <message>
            <source>A calendar file (ICS)…</source>
            <translation>Файл календаря (ICS)…</translation>
        </message>
        <message>
            <source>Russian production calendar…</source>
            <translation>Производственный календарь РФ…</translation>
        </message>
        <message>
            <source>new</source>
            <translation>новый</translation>
        </message>
        <message>
            <source>there already</source>
            <translation>уже есть</translation>
        </message>
        <message>
            <source>now: {present}</source>
            <translation>сейчас: {present}</translation>
        </message>
        <message>
            <source>closed anyway</source>
            <translation>и так закрыто</translation>
        </message>
    </context>
    <context>
        <name>CalendarEditor</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Часовой пояс</translation>
        </message>
        <message>
            <source>Parts of the calendar</source>
            <translation>Части календаря</translation>
        </message>
        <message>
            <source>Weekly hours</source>
            <translation>Часы по дням недели</translation>
        </message>
        <message>
            <source>Days that differ</source>
            <translation>Особые дни</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Версии</translation>
        </message>
        <message>
            <source>This calendar never opens: deadlines counted in it have no due time.</source>
            <translation>Этот календарь никогда не открывается: у сроков по нему нет даты.</translation>
        </message>
    </context>
    <context>
        <name>CalendarsSection</name>
        <message>
            <source>Business hours</source>
            <translation>Рабочее время</translation>
        </message>
        <message>
            <source>Calendars</source>
            <translation>Календари</translation>
        </message>
        <message>
            <source>New calendar</source>
            <translation>Новый календарь</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Used by: {policies}.</source>
            <translation>Используют: {policies}.</translation>
        </message>
        <message>
            <source>{name}, copy</source>
            <translation>{name}, копия</translation>
        </message>
    </context>
    <context>
        <name>CallSheet</name>
        <message>
            <source>Log a call: #{number}</source>
            <translation>Звонок по заявке #{number}</translation>
        </message>
        <message>
            <source>Log the call</source>
            <translation>Записать звонок</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>О чём говорили</translation>
        </message>
    </context>
    <context>
        <name>CardHeader</name>
        <message>
            <source>Bcc: {people}</source>
            <translation>Скрытая копия: {people}</translation>
        </message>
        <message>
            <source>{when}: fold or unfold</source>
            <translation>{when}: свернуть или развернуть</translation>
        </message>
    </context>
    <context>
        <name>Channel</name>
        <message>
            <source>Mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Чат</translation>
        </message>
        <message>
            <source>Web</source>
            <translation>Веб</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Импорт</translation>
        </message>
    </context>
    <context>
        <name>ChoiceMenus</name>
        <message>
            <source>Nobody</source>
            <translation>Никто</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Без категории</translation>
        </message>
        <message>
            <source>In an hour</source>
            <translation>Через час</translation>
        </message>
        <message>
            <source>In 4 hours</source>
            <translation>Через 4 часа</translation>
        </message>
        <message>
            <source>Tomorrow morning</source>
            <translation>Завтра утром</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>Через неделю</translation>
        </message>
        <message>
            <source>Choose a date…</source>
            <translation>Выбрать дату…</translation>
        </message>
    </context>
    <context>
        <name>ClientCardView</name>
        <message>
            <source>Edit client…</source>
            <translation>Изменить клиента…</translation>
        </message>
    </context>
    <context>
        <name>ClientSheet</name>
        <message>
            <source>No organisation</source>
            <translation>Без организации</translation>
        </message>
        <message>
            <source>Client {address}</source>
            <translation>Клиент {address}</translation>
        </message>
        <message>
            <source>Save client</source>
            <translation>Сохранить клиента</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
    </context>
    <context>
        <name>ClockChip</name>
        <message>
            <source>{used} of {target} used. Press for the calculation.</source>
            <translation>Использовано {used} из {target}. Нажмите, чтобы увидеть расчёт.</translation>
        </message>
        <message>
            <source>{used} of {target} used, paused for {paused}. Press for the calculation.</source>
            <translation>Использовано {used} из {target}, на паузе {paused}. Нажмите, чтобы увидеть расчёт.</translation>
        </message>
    </context>
    <context>
        <name>ClockCommands</name>
        <message>
            <source>This evening</source>
            <translation>Сегодня вечером</translation>
        </message>
        <message>
            <source>Tomorrow at noon</source>
            <translation>Завтра в полдень</translation>
        </message>
        <message>
            <source>Next working day</source>
            <translation>Следующий рабочий день</translation>
        </message>
        <message>
            <source>out of business hours</source>
            <translation>нерабочее время</translation>
        </message>
        <message>
            <source>Choose a date…</source>
            <translation>Выбрать дату…</translation>
        </message>
    </context>
    <context>
        <name>Closing</name>
        <message>
            <source>Keep working in the background?</source>
            <translation>Продолжить работу в фоне?</translation>
        </message>
        <message>
            <source>Warnings before a deadline need it. The choice is kept, Quit stays in File.</source>
            <translation>Без этого не будет предупреждений о сроках. Выбор запомнится, «Выйти» остаётся в меню «Файл».</translation>
        </message>
        <message>
            <source>Keep running</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Файл</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Правка</translation>
        </message>
        <message>
            <source>&amp;Ticket</source>
            <translation>&amp;Заявка</translation>
        </message>
        <message>
            <source>&amp;Duty</source>
            <translation>&amp;Дежурства</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Вид</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Переход</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Справка</translation>
        </message>
        <message>
            <source>New ticket…</source>
            <translation>Создать заявку…</translation>
        </message>
        <message>
            <source>Check mail now</source>
            <translation>Проверить почту</translation>
        </message>
        <message>
            <source>Import mail…</source>
            <translation>Импорт почты…</translation>
        </message>
        <message>
            <source>Export tickets…</source>
            <translation>Экспорт заявок…</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Печать…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Сохранить как PDF…</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Copy ticket number</source>
            <translation>Копировать номер заявки</translation>
        </message>
        <message>
            <source>Select or deselect</source>
            <translation>Выделить или снять</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Save search as a view…</source>
            <translation>Сохранить поиск как представление…</translation>
        </message>
        <message>
            <source>Open ticket</source>
            <translation>Открыть заявку</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Ответить всем</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслать</translation>
        </message>
        <message>
            <source>Insert a template…</source>
            <translation>Вставить шаблон…</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Log a call…</source>
            <translation>Записать звонок…</translation>
        </message>
        <message>
            <source>Send and wait for client</source>
            <translation>Отправить и ждать клиента</translation>
        </message>
        <message>
            <source>Send and solve</source>
            <translation>Отправить и решить</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Назначить…</translation>
        </message>
        <message>
            <source>Defer…</source>
            <translation>Отложить…</translation>
        </message>
        <message>
            <source>Solve</source>
            <translation>Решить</translation>
        </message>
        <message>
            <source>Remind later…</source>
            <translation>Напомнить позже…</translation>
        </message>
        <message>
            <source>Priority…</source>
            <translation>Приоритет…</translation>
        </message>
        <message>
            <source>Status…</source>
            <translation>Статус…</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Теги…</translation>
        </message>
        <message>
            <source>Category…</source>
            <translation>Категория…</translation>
        </message>
        <message>
            <source>Organisation…</source>
            <translation>Организация…</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Объединить…</translation>
        </message>
        <message>
            <source>Link to a ticket…</source>
            <translation>Связать с заявкой…</translation>
        </message>
        <message>
            <source>Make a ticket of the message</source>
            <translation>Выделить письмо в заявку</translation>
        </message>
        <message>
            <source>Open message in the browser</source>
            <translation>Открыть письмо в браузере</translation>
        </message>
        <message>
            <source>Spam</source>
            <translation>Спам</translation>
        </message>
        <message>
            <source>Why these dates?</source>
            <translation>Почему такие сроки?</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Обещать срок…</translation>
        </message>
        <message>
            <source>No reply needed</source>
            <translation>Ответ не нужен</translation>
        </message>
        <message>
            <source>Accept shift</source>
            <translation>Принять смену</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>Карточки</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Плотно</translation>
        </message>
        <message>
            <source>Cosy</source>
            <translation>Обычно</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Просторно</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Просмотр</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>На весь экран</translation>
        </message>
        <message>
            <source>Switch light and dark</source>
            <translation>Светлая или тёмная тема</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Входящие</translation>
        </message>
        <message>
            <source>Duty calendar</source>
            <translation>Дежурства</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Search or run a command</source>
            <translation>Найти или выполнить команду</translation>
        </message>
        <message>
            <source>Next ticket</source>
            <translation>Следующая заявка</translation>
        </message>
        <message>
            <source>Previous ticket</source>
            <translation>Предыдущая заявка</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>Следующая панель</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>Предыдущая панель</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Self-check</source>
            <translation>Самопроверка</translation>
        </message>
        <message>
            <source>About Duty Desk</source>
            <translation>О программе Duty Desk</translation>
        </message>
        <message>
            <source>Assign a duty…</source>
            <translation>Назначить дежурство…</translation>
        </message>
        <message>
            <source>Plan automatically…</source>
            <translation>Спланировать автоматически…</translation>
        </message>
        <message>
            <source>Publish drafts</source>
            <translation>Опубликовать черновики</translation>
        </message>
        <message>
            <source>Reassign…</source>
            <translation>Переназначить…</translation>
        </message>
        <message>
            <source>Split…</source>
            <translation>Разделить…</translation>
        </message>
        <message>
            <source>Ask for a swap…</source>
            <translation>Попросить замену…</translation>
        </message>
        <message>
            <source>Take over now…</source>
            <translation>Принять сейчас…</translation>
        </message>
        <message>
            <source>Lock duty</source>
            <translation>Закрепить дежурство</translation>
        </message>
        <message>
            <source>Delete duty</source>
            <translation>Удалить дежурство</translation>
        </message>
        <message>
            <source>Requests for swaps…</source>
            <translation>Просьбы о замене…</translation>
        </message>
        <message>
            <source>Absences…</source>
            <translation>Отсутствия…</translation>
        </message>
        <message>
            <source>Wishes…</source>
            <translation>Пожелания…</translation>
        </message>
        <message>
            <source>Overrides…</source>
            <translation>Подмены…</translation>
        </message>
        <message>
            <source>Temporary schedules…</source>
            <translation>Временные графики…</translation>
        </message>
        <message>
            <source>Duties of a day</source>
            <translation>Дежурства на день</translation>
        </message>
        <message>
            <source>Duties of a week</source>
            <translation>Дежурства на неделю</translation>
        </message>
        <message>
            <source>Duties of a month</source>
            <translation>Дежурства на месяц</translation>
        </message>
        <message>
            <source>Duties of today</source>
            <translation>Дежурства на сегодня</translation>
        </message>
        <message>
            <source>Earlier duties</source>
            <translation>Более ранние дежурства</translation>
        </message>
        <message>
            <source>Later duties</source>
            <translation>Более поздние дежурства</translation>
        </message>
        <message>
            <source>Import duties…</source>
            <translation>Загрузить дежурства…</translation>
        </message>
        <message>
            <source>Export duties as iCalendar…</source>
            <translation>Выгрузить дежурства в iCalendar…</translation>
        </message>
        <message>
            <source>Duty hours and pay…</source>
            <translation>Часы дежурств и оплата…</translation>
        </message>
    </context>
    <context>
        <name>CommandField</name>
        <message>
            <source>Search or run a command</source>
            <translation>Найти или выполнить команду</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Command, #number or words to search for</source>
            <translation>Команда, #номер или слова для поиска</translation>
        </message>
        <message>
            <source>Search or run a command</source>
            <translation>Найти или выполнить команду</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>↑↓ choose · Enter run · Esc close</source>
            <translation>↑↓ выбрать · Enter выполнить · Esc закрыть</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслать</translation>
        </message>
        <message>
            <source>Text of the forwarded letter</source>
            <translation>Текст пересылаемого письма</translation>
        </message>
        <message>
            <source>Attach files…</source>
            <translation>Прикрепить файлы…</translation>
        </message>
        <message>
            <source>Signature and quote</source>
            <translation>Подпись и цитата</translation>
        </message>
        <message>
            <source>Quote the last letter</source>
            <translation>Цитировать последнее письмо</translation>
        </message>
        <message>
            <source>English signature</source>
            <translation>Английская подпись</translation>
        </message>
        <message>
            <source>Russian signature</source>
            <translation>Русская подпись</translation>
        </message>
        <message>
            <source>No signature</source>
            <translation>Без подписи</translation>
        </message>
        <message>
            <source>To others than the client: no answer</source>
            <translation>Не клиенту: ответом не считается</translation>
        </message>
        <message>
            <source>Quotes the last letter</source>
            <translation>С цитатой последнего письма</translation>
        </message>
        <message>
            <source>Text of the reply</source>
            <translation>Текст ответа</translation>
        </message>
        <message>
            <source>Text of the internal note</source>
            <translation>Текст заметки</translation>
        </message>
        <message>
            <source>Only your team sees this</source>
            <translation>Видит только ваша команда</translation>
        </message>
        <message>
            <source>Add note</source>
            <translation>Добавить заметку</translation>
        </message>
    </context>
    <context>
        <name>ConditionRow</name>
        <message>
            <source>What the condition looks at</source>
            <translation>На что смотрит условие</translation>
        </message>
        <message>
            <source>Name of the header</source>
            <translation>Имя заголовка</translation>
        </message>
        <message>
            <source>What it looks for</source>
            <translation>Что ищет условие</translation>
        </message>
        <message>
            <source>Remove this condition</source>
            <translation>Убрать это условие</translation>
        </message>
        <message>
            <source>anything, or words</source>
            <translation>что угодно или слова</translation>
        </message>
        <message>
            <source>fire, does not open, print*</source>
            <translation>пожар, не открывается, печат*</translation>
        </message>
    </context>
    <context>
        <name>ConditionsEditor</name>
        <message>
            <source>And another condition</source>
            <translation>И ещё условие</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message numerus="yes">
            <source>Show %n earlier entries</source>
            <translation>
                <numerusform>Показать ещё %n запись</numerusform>
                <numerusform>Показать ещё %n записи</numerusform>
                <numerusform>Показать ещё %n записей</numerusform>
            </translation>
        </message>
        <message>
            <source>Conversation</source>
            <translation>Переписка</translation>
        </message>
    </context>
    <context>
        <name>CountrySource</name>
        <message>
            <source>Country</source>
            <translation>Страна</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Регион</translation>
        </message>
        <message>
            <source>The whole country</source>
            <translation>Вся страна</translation>
        </message>
    </context>
    <context>
        <name>DayForm</name>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Put into the list</source>
            <translation>Внести в список</translation>
        </message>
        <message>
            <source>closed; or 9-13, 14-17</source>
            <translation>закрыто; или 9-13, 14-17</translation>
        </message>
        <message>
            <source>Cut the night shift of the day before at midnight</source>
            <translation>Оборвать ночную смену предыдущего дня в полночь</translation>
        </message>
    </context>
    <context>
        <name>DaysField</name>
        <message>
            <source>First day</source>
            <translation>Первый день</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Последний день</translation>
        </message>
        <message>
            <source>The last day comes before the first.</source>
            <translation>Последний день раньше первого.</translation>
        </message>
    </context>
    <context>
        <name>DaysPage</name>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Источник</translation>
        </message>
        <message>
            <source>Days that differ</source>
            <translation>Особые дни</translation>
        </message>
        <message>
            <source>Add a day</source>
            <translation>Добавить день</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Импорт</translation>
        </message>
    </context>
    <context>
        <name>DebtCounts</name>
        <message numerus="yes">
            <source>%n weekend days below average</source>
            <translation>
                <numerusform>на %n выходной ниже среднего</numerusform>
                <numerusform>на %n выходных ниже среднего</numerusform>
                <numerusform>на %n выходных ниже среднего</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekend days above average</source>
            <translation>
                <numerusform>на %n выходной выше среднего</numerusform>
                <numerusform>на %n выходных выше среднего</numerusform>
                <numerusform>на %n выходных выше среднего</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n holidays below average</source>
            <translation>
                <numerusform>на %n праздник ниже среднего</numerusform>
                <numerusform>на %n праздника ниже среднего</numerusform>
                <numerusform>на %n праздников ниже среднего</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n holidays above average</source>
            <translation>
                <numerusform>на %n праздник выше среднего</numerusform>
                <numerusform>на %n праздника выше среднего</numerusform>
                <numerusform>на %n праздников выше среднего</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights below average</source>
            <translation>
                <numerusform>на %n ночь ниже среднего</numerusform>
                <numerusform>на %n ночи ниже среднего</numerusform>
                <numerusform>на %n ночей ниже среднего</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights above average</source>
            <translation>
                <numerusform>на %n ночь выше среднего</numerusform>
                <numerusform>на %n ночи выше среднего</numerusform>
                <numerusform>на %n ночей выше среднего</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeferSheet</name>
        <message>
            <source>Defer #{number}</source>
            <translation>Отложить #{number}</translation>
        </message>
        <message>
            <source>Defer</source>
            <translation>Отложить</translation>
        </message>
        <message>
            <source>What the developers must know</source>
            <translation>Что нужно знать разработчикам</translation>
        </message>
        <message>
            <source>Answer expected</source>
            <translation>Ответ ожидается</translation>
        </message>
    </context>
    <context>
        <name>DeliveryRow</name>
        <message>
            <source>Send again</source>
            <translation>Отправить ещё раз</translation>
        </message>
        <message>
            <source>Mark as sent</source>
            <translation>Считать отправленным</translation>
        </message>
        <message>
            <source>Look in Sent</source>
            <translation>Найти в «Отправленных»</translation>
        </message>
    </context>
    <context>
        <name>Duty</name>
        <message>
            <source>a day</source>
            <translation>день</translation>
        </message>
        <message>
            <source>a week</source>
            <translation>неделю</translation>
        </message>
        <message>
            <source>two weeks</source>
            <translation>две недели</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>месяц</translation>
        </message>
    </context>
    <context>
        <name>DutyChip</name>
        <message>
            <source>{names} till {time}</source>
            <translation>{names} до {time}</translation>
        </message>
        <message>
            <source>Nobody on duty</source>
            <translation>Дежурного нет</translation>
        </message>
        <message>
            <source>{name} from {time}</source>
            <translation>{name} с {time}</translation>
        </message>
        <message>
            <source>Nobody on duty till {time}</source>
            <translation>Дежурного нет до {time}</translation>
        </message>
        <message>
            <source>On duty: {name} till {time}</source>
            <translation>Дежурит: {name} до {time}</translation>
        </message>
        <message>
            <source>Next: {name} from {time}</source>
            <translation>Следующий: {name} с {time}</translation>
        </message>
    </context>
    <context>
        <name>DutyCounts</name>
        <message numerus="yes">
            <source>%n nights in 7 days</source>
            <translation>
                <numerusform>%n ночь за 7 дней</numerusform>
                <numerusform>%n ночи за 7 дней</numerusform>
                <numerusform>%n ночей за 7 дней</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekends in a row</source>
            <translation>
                <numerusform>%n выходные подряд</numerusform>
                <numerusform>%n выходных подряд</numerusform>
                <numerusform>%n выходных подряд</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyExportDialog</name>
        <message>
            <source>Export duties as iCalendar</source>
            <translation>Выгрузка дежурств в iCalendar</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>A month back and a year ahead, with reminders, for Outlook, Google and others. Drafts are left out. Saved and read again, it tells what was moved or cancelled.</source>
            <translation>Месяц назад и год вперёд, с напоминаниями – для Outlook, Google и других. Черновики не входят. Новый файл сообщает календарю, что перенесли или отменили.</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Сохранить как…</translation>
        </message>
        <message>
            <source>Duties of</source>
            <translation>Чьи дежурства</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>DutyFiles</name>
        <message>
            <source>Duty hours and pay</source>
            <translation>Часы дежурств и оплата</translation>
        </message>
        <message>
            <source>A row for each time that one rule pays, with the reason.</source>
            <translation>Строка на каждый промежуток, который оплачен одним правилом, с основанием.</translation>
        </message>
        <message>
            <source>Import duties</source>
            <translation>Загрузка дежурств</translation>
        </message>
        <message>
            <source>Calendars (*.ics)</source>
            <translation>Календари (*.ics)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message>
            <source>Saved {name}.</source>
            <translation>Сохранено: {name}.</translation>
        </message>
        <message>
            <source>Save the duties as</source>
            <translation>Сохранить дежурства как</translation>
        </message>
        <message>
            <source>Save duty hours and pay as</source>
            <translation>Сохранить часы и оплату как</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Таблицы (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>Saved {name}, %n row(s).</source>
            <translation>
                <numerusform>Сохранено: {name}, %n строка.</numerusform>
                <numerusform>Сохранено: {name}, %n строки.</numerusform>
                <numerusform>Сохранено: {name}, %n строк.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyForm</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>A turn lasts</source>
            <translation>Смена длится</translation>
        </message>
        <message>
            <source>Turns pass on</source>
            <translation>Передача</translation>
        </message>
        <message>
            <source>People, in order</source>
            <translation>Люди по очереди</translation>
        </message>
        <message>
            <source>Takes effect</source>
            <translation>Вступит в силу</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
        <message>
            <source>Mo-Fr 18-9</source>
            <translation>Пн-Пт 18-9</translation>
        </message>
        <message>
            <source>in eight weeks: what is planned stays</source>
            <translation>через восемь недель: планы не меняются</translation>
        </message>
        <message>
            <source>the next turn</source>
            <translation>со следующей смены</translation>
        </message>
    </context>
    <context>
        <name>DutyImport</name>
        <message>
            <source>new</source>
            <translation>новое</translation>
        </message>
        <message>
            <source>changed: is moved</source>
            <translation>изменено: будет перенесено</translation>
        </message>
        <message>
            <source>cancelled: is removed</source>
            <translation>отменено: будет удалено</translation>
        </message>
        <message>
            <source>there already</source>
            <translation>уже есть</translation>
        </message>
        <message>
            <source>past: stays as it was</source>
            <translation>прошлое: остаётся как было</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменено</translation>
        </message>
        <message>
            <source>comes from this calendar</source>
            <translation>из этого же календаря</translation>
        </message>
        <message>
            <source>not understood: whose is it?</source>
            <translation>непонятно: чьё это?</translation>
        </message>
        <message>
            <source>not taken: on duty then already</source>
            <translation>не берётся: уже дежурит в это время</translation>
        </message>
        <message>
            <source>not understood: longer than a month</source>
            <translation>непонятно: длиннее месяца</translation>
        </message>
        <message>
            <source>not understood: repeats more often than daily</source>
            <translation>непонятно: повторяется чаще раза в день</translation>
        </message>
        <message>
            <source>not taken: more than a year away</source>
            <translation>не берётся: больше года до начала</translation>
        </message>
        <message>
            <source>not understood: no start or no end</source>
            <translation>непонятно: нет начала или конца</translation>
        </message>
        <message>
            <source>on duty twice</source>
            <translation>на дежурстве дважды</translation>
        </message>
        <message>
            <source>absence</source>
            <translation>отсутствие</translation>
        </message>
        <message>
            <source>impossible date</source>
            <translation>невозможная дата</translation>
        </message>
        <message>
            <source>rest</source>
            <translation>отдых</translation>
        </message>
        <message>
            <source>nights in 7 days</source>
            <translation>ночей за 7 дней</translation>
        </message>
        <message>
            <source>weekends in a row</source>
            <translation>выходных подряд</translation>
        </message>
        <message>
            <source>weekly hours</source>
            <translation>часов в неделю</translation>
        </message>
        <message>
            <source>weekly rest</source>
            <translation>недельный отдых</translation>
        </message>
        <message>
            <source>two duties in a row</source>
            <translation>два дежурства подряд</translation>
        </message>
        <message>
            <source>skill</source>
            <translation>навык</translation>
        </message>
        <message>
            <source>no time zone “{zone}”, so read as {assumed}</source>
            <translation>нет часового пояса «{zone}», прочитано как {assumed}</translation>
        </message>
    </context>
    <context>
        <name>DutyImportDialog</name>
        <message>
            <source>Import duties: {name}</source>
            <translation>Загрузка дежурств: {name}</translation>
        </message>
        <message>
            <source>duties: an existing rota</source>
            <translation>дежурства: готовый график</translation>
        </message>
        <message>
            <source>absences: vacations, sick leave</source>
            <translation>отсутствия: отпуска, больничные</translation>
        </message>
        <message>
            <source>whom they name</source>
            <translation>тем, кто назван</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Файл читается…</translation>
        </message>
        <message>
            <source>What is past stays as it was. Holidays: Settings &gt; Business hours.</source>
            <translation>Прошлое остаётся как было. Праздники: Настройки &gt; Рабочее время.</translation>
        </message>
        <message>
            <source>The events are</source>
            <translation>События – это</translation>
        </message>
        <message>
            <source>They belong to</source>
            <translation>Относятся к</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Tick all</source>
            <translation>Отметить все</translation>
        </message>
        <message>
            <source>Untick all</source>
            <translation>Снять все</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>новое: %n</numerusform>
                <numerusform>новых: %n</numerusform>
                <numerusform>новых: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed</source>
            <translation>
                <numerusform>изменено: %n</numerusform>
                <numerusform>изменено: %n</numerusform>
                <numerusform>изменено: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled</source>
            <translation>
                <numerusform>отменено: %n</numerusform>
                <numerusform>отменено: %n</numerusform>
                <numerusform>отменено: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n known</source>
            <translation>
                <numerusform>известно: %n</numerusform>
                <numerusform>известно: %n</numerusform>
                <numerusform>известно: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of no concern</source>
            <translation>
                <numerusform>не касается: %n</numerusform>
                <numerusform>не касается: %n</numerusform>
                <numerusform>не касается: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not understood</source>
            <translation>
                <numerusform>непонятно: %n</numerusform>
                <numerusform>непонятно: %n</numerusform>
                <numerusform>непонятно: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n событие</numerusform>
                <numerusform>%n события</numerusform>
                <numerusform>%n событий</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>никто</translation>
        </message>
        <message>
            <source>“{name}” is</source>
            <translation>«{name}» – это</translation>
        </message>
        <message numerus="yes">
            <source>Take %n event(s)</source>
            <translation>
                <numerusform>Взять %n событие</numerusform>
                <numerusform>Взять %n события</numerusform>
                <numerusform>Взять %n событий</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DutyMonth</name>
        <message>
            <source>A month of duty</source>
            <translation>Месяц дежурств</translation>
        </message>
    </context>
    <context>
        <name>DutyNews</name>
        <message>
            <source>Open duties</source>
            <translation>Открыть дежурства</translation>
        </message>
        <message>
            <source>Accept shift</source>
            <translation>Принять смену</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отказаться</translation>
        </message>
    </context>
    <context>
        <name>DutyNewsPanel</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>All read</source>
            <translation>Всё прочитано</translation>
        </message>
    </context>
    <context>
        <name>DutyNewsWords</name>
        <message numerus="yes">
            <source>%n notice(s) about duties</source>
            <translation>
                <numerusform>%n сообщение о дежурствах</numerusform>
                <numerusform>%n сообщения о дежурствах</numerusform>
                <numerusform>%n сообщений о дежурствах</numerusform>
            </translation>
        </message>
        <message>
            <source>Can you take a duty?</source>
            <translation>Возьмёте дежурство?</translation>
        </message>
        <message>
            <source>Swap of duties</source>
            <translation>Замена дежурства</translation>
        </message>
        <message>
            <source>Your duty is coming</source>
            <translation>Скоро ваше дежурство</translation>
        </message>
        <message>
            <source>Your shift begins</source>
            <translation>Ваша смена начинается</translation>
        </message>
        <message>
            <source>A shift was not accepted</source>
            <translation>Смена не принята</translation>
        </message>
        <message>
            <source>Your duties</source>
            <translation>Ваши дежурства</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>{person} looks for somebody to take {times}.</source>
            <translation>{person} ищет, кто возьмёт дежурство: {times}.</translation>
        </message>
        <message>
            <source>{person} asks you to take {times}.</source>
            <translation>{person} просит вас взять дежурство: {times}.</translation>
        </message>
        <message>
            <source>{person} takes your duty {times}.</source>
            <translation>{person} берёт ваше дежурство: {times}.</translation>
        </message>
        <message>
            <source>You take the duty of {partner}: {times}.</source>
            <translation>Вы берёте дежурство ({partner}): {times}.</translation>
        </message>
        <message>
            <source>{person} takes {times}, a duty of {other}.</source>
            <translation>{person} берёт дежурство ({other}): {times}.</translation>
        </message>
        <message>
            <source>{partner} needs nobody any more for {times}.</source>
            <translation>Замена больше не нужна ({partner}): {times}.</translation>
        </message>
        <message>
            <source>{person} cannot take {times}.</source>
            <translation>{person} не может взять дежурство: {times}.</translation>
        </message>
        <message>
            <source>The swap with {partner} was taken back: {times}.</source>
            <translation>Замена отменена ({partner}): {times}.</translation>
        </message>
        <message numerus="yes">
            <source>%n of your duties, {period}, were given to others.</source>
            <translation>
                <numerusform>%n ваше дежурство, {period}, передано другим.</numerusform>
                <numerusform>%n ваших дежурства, {period}, переданы другим.</numerusform>
                <numerusform>%n ваших дежурств, {period}, переданы другим.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your duties have changed.</source>
            <translation>Ваши дежурства изменились.</translation>
        </message>
        <message>
            <source>Your duties have changed, {period}: {counts}</source>
            <translation>Ваши дежурства изменились, {period}: {counts}</translation>
        </message>
        <message>
            <source>Your duties, {period}: {counts}</source>
            <translation>Ваши дежурства, {period}: {counts}</translation>
        </message>
        <message numerus="yes">
            <source>%n night(s)</source>
            <translation>
                <numerusform>%n ночь</numerusform>
                <numerusform>%n ночи</numerusform>
                <numerusform>%n ночей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekend(s)</source>
            <translation>
                <numerusform>%n выходные</numerusform>
                <numerusform>%n выходных</numerusform>
                <numerusform>%n выходных</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n duties</source>
            <translation>
                <numerusform>%n дежурство</numerusform>
                <numerusform>%n дежурства</numerusform>
                <numerusform>%n дежурств</numerusform>
            </translation>
        </message>
        <message>
            <source>You are on duty {times}.</source>
            <translation>Вы дежурите: {times}.</translation>
        </message>
        <message numerus="yes">
            <source>Your duty starts in %n minute(s), till {until}.</source>
            <translation>
                <numerusform>Дежурство начнётся через %n минуту, до {until}.</numerusform>
                <numerusform>Дежурство начнётся через %n минуты, до {until}.</numerusform>
                <numerusform>Дежурство начнётся через %n минут, до {until}.</numerusform>
            </translation>
        </message>
        <message>
            <source>{giver} hands over the shift to you, till {until}.</source>
            <translation>{giver} сдаёт вам смену, до {until}.</translation>
        </message>
        <message>
            <source>Your shift has begun, till {until}.</source>
            <translation>Ваша смена началась, до {until}.</translation>
        </message>
        <message>
            <source>You have not accepted your shift, which began at {since}.</source>
            <translation>Вы не приняли смену, которая началась в {since}.</translation>
        </message>
        <message>
            <source>{person} has not accepted the shift that began at {since}.</source>
            <translation>Смена не принята, началась в {since}: {person}.</translation>
        </message>
    </context>
    <context>
        <name>DutyPage</name>
        <message>
            <source>Nobody is on duty yet</source>
            <translation>Дежурных пока нет</translation>
        </message>
        <message>
            <source>Here you plan who is woken out of working hours. While nobody is, alarms reach no one at night. A rotation lets people take turns by themselves; a plan shares nights and weekends out fairly.</source>
            <translation>Здесь планируют, кого разбудит тревога в нерабочее время. Пока дежурных нет, ночью тревогу никто не получит. Очередь сама меняет дежурных; план делит ночи и выходные справедливо.</translation>
        </message>
        <message>
            <source>Set up a rotation…</source>
            <translation>Настроить очередь…</translation>
        </message>
        <message>
            <source>Plan automatically…</source>
            <translation>Спланировать автоматически…</translation>
        </message>
    </context>
    <context>
        <name>DutyPaper</name>
        <message>
            <source>Printed {when} ({zone})</source>
            <translation>Напечатано {when} ({zone})</translation>
        </message>
        <message>
            <source>Covered: {percent} %</source>
            <translation>Покрыто: {percent} %</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Итого</translation>
        </message>
        <message>
            <source>Nobody on duty</source>
            <translation>Дежурного нет</translation>
        </message>
        <message>
            <source>On duty in these weeks</source>
            <translation>Дежурства за эти недели</translation>
        </message>
        <message>
            <source>all day</source>
            <translation>весь день</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>черновик</translation>
        </message>
        <message>
            <source>Duty: {days}</source>
            <translation>Дежурства: {days}</translation>
        </message>
    </context>
    <context>
        <name>DutySection</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>A turn lasts</source>
            <translation>Смена длится</translation>
        </message>
        <message>
            <source>People, in order</source>
            <translation>Люди по очереди</translation>
        </message>
        <message>
            <source>No rotation yet: at night nobody is woken. Add one, and say who takes turns.</source>
            <translation>Очереди дежурств пока нет: ночью никого не разбудят. Добавьте её и укажите, кто дежурит по очереди.</translation>
        </message>
        <message>
            <source>Add a rotation</source>
            <translation>Добавить очередь</translation>
        </message>
        <message>
            <source>Change people</source>
            <translation>Сменить людей</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Duty</source>
            <translation>Дежурства</translation>
        </message>
        <message>
            <source>Out of working hours an alarm wakes whoever is on duty. Without a rotation warnings go to the assignee, or to whoever sits here.</source>
            <translation>В нерабочее время тревога будит дежурного. Без очереди предупреждения получает исполнитель или тот, кто сидит здесь.</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>завершена</translation>
        </message>
    </context>
    <context>
        <name>DutyTakingOut</name>
        <message>
            <source>Save the duties as</source>
            <translation>Сохранить дежурства как</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Документы PDF (*.pdf)</translation>
        </message>
        <message>
            <source>The duties went to the printer.</source>
            <translation>Дежурства отправлены на печать.</translation>
        </message>
    </context>
    <context>
        <name>DutyTelling</name>
        <message>
            <source>{name}: {times}</source>
            <translation>{name}: {times}</translation>
        </message>
        <message>
            <source>no duty</source>
            <translation>без дежурств</translation>
        </message>
        <message>
            <source>Gap: nobody on duty {times}</source>
            <translation>Пробел: дежурного нет {times}</translation>
        </message>
        <message>
            <source>Coverage {percent} %: {covered} of {required} that need somebody</source>
            <translation>Покрытие {percent} %: {covered} из {required}, когда кто-то нужен</translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation>Покрытие</translation>
        </message>
        <message>
            <source>night</source>
            <translation>ночь</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>черновик</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>закреплено</translation>
        </message>
        <message>
            <source>Coverage {percent} %</source>
            <translation>Покрытие {percent} %</translation>
        </message>
        <message>
            <source>+ backup</source>
            <translation>+ подстраховка</translation>
        </message>
    </context>
    <context>
        <name>DutyWords</name>
        <message>
            <source>by rotation</source>
            <translation>по очереди</translation>
        </message>
        <message>
            <source>planned automatically</source>
            <translation>план программы</translation>
        </message>
        <message>
            <source>assigned by hand</source>
            <translation>назначено вручную</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>из файла</translation>
        </message>
        <message>
            <source>swapped</source>
            <translation>замена</translation>
        </message>
        <message>
            <source>override</source>
            <translation>подмена</translation>
        </message>
        <message>
            <source>temporary schedule</source>
            <translation>временный график</translation>
        </message>
        <message>
            <source>was on duty</source>
            <translation>дежурство было</translation>
        </message>
        <message>
            <source>Vacation</source>
            <translation>Отпуск</translation>
        </message>
        <message>
            <source>Sick</source>
            <translation>Болезнь</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Другое</translation>
        </message>
        <message>
            <source>Wanted</source>
            <translation>Хочу</translation>
        </message>
        <message>
            <source>Rather not</source>
            <translation>Лучше не надо</translation>
        </message>
        <message>
            <source>Impossible</source>
            <translation>Невозможно</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Nights</source>
            <translation>Ночи</translation>
        </message>
        <message>
            <source>Weekend days</source>
            <translation>Выходные</translation>
        </message>
        <message>
            <source>Holidays</source>
            <translation>Праздники</translation>
        </message>
        <message>
            <source>Woken</source>
            <translation>Подъёмы</translation>
        </message>
        <message>
            <source>also on holidays</source>
            <translation>и в праздники</translation>
        </message>
        <message>
            <source>not on holidays</source>
            <translation>кроме праздников</translation>
        </message>
        <message>
            <source>only on holidays</source>
            <translation>только в праздники</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыта</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Взято</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Отказ</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Отменено</translation>
        </message>
        <message>
            <source>on vacation</source>
            <translation>в отпуске</translation>
        </message>
        <message>
            <source>off sick</source>
            <translation>болеет</translation>
        </message>
        <message>
            <source>away</source>
            <translation>нет на месте</translation>
        </message>
        <message>
            <source>uneven hours</source>
            <translation>неровные часы</translation>
        </message>
        <message>
            <source>uneven weekends</source>
            <translation>неровные выходные</translation>
        </message>
        <message>
            <source>uneven holidays</source>
            <translation>неровные праздники</translation>
        </message>
        <message>
            <source>wishes not kept</source>
            <translation>не учтённые пожелания</translation>
        </message>
        <message>
            <source>wanted duties not given</source>
            <translation>не отданные желанные дежурства</translation>
        </message>
        <message>
            <source>every other night</source>
            <translation>ночи через одну</translation>
        </message>
        <message>
            <source>weekends in a row</source>
            <translation>выходных подряд</translation>
        </message>
        <message>
            <source>published duties changed</source>
            <translation>изменённые опубликованные дежурства</translation>
        </message>
        <message>
            <source>already on duty then</source>
            <translation>уже дежурит в это время</translation>
        </message>
        <message>
            <source>said this date is impossible</source>
            <translation>в этот день не может</translation>
        </message>
        <message>
            <source>rest {found}, should be {limit}</source>
            <translation>отдых {found} вместо {limit}</translation>
        </message>
        <message>
            <source>{found} a week</source>
            <translation>{found} в неделю</translation>
        </message>
        <message>
            <source>weekly rest {found}, should be {limit}</source>
            <translation>недельный отдых {found} вместо {limit}</translation>
        </message>
        <message>
            <source>two duties in a row</source>
            <translation>два дежурства подряд</translation>
        </message>
        <message>
            <source>lacks the skill</source>
            <translation>нет нужного навыка</translation>
        </message>
        <message>
            <source>free</source>
            <translation>свободно</translation>
        </message>
        <message>
            <source>{span} rest</source>
            <translation>отдых {span}</translation>
        </message>
        <message>
            <source>{standing}; then {after}</source>
            <translation>{standing}; потом {after}</translation>
        </message>
        <message>
            <source>at the average</source>
            <translation>вровень со средним</translation>
        </message>
        <message>
            <source>{span} below average</source>
            <translation>на {span} ниже среднего</translation>
        </message>
        <message>
            <source>{span} above average</source>
            <translation>на {span} выше среднего</translation>
        </message>
        <message>
            <source>{found} (limit {limit})</source>
            <translation>{found} (предел {limit})</translation>
        </message>
    </context>
    <context>
        <name>ErrorBar</name>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
    </context>
    <context>
        <name>ExcuseSheet</name>
        <message>
            <source>Excuse a breach: {target}, #{number}</source>
            <translation>Снять нарушение: {target}, #{number}</translation>
        </message>
        <message>
            <source>Excuse the breach</source>
            <translation>Снять нарушение</translation>
        </message>
        <message>
            <source>The breach stays recorded. Reports show figures with and without it, and how many were excused.</source>
            <translation>Нарушение остаётся в записях. В отчётах есть показатели с ним и без него и число снятых нарушений.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
    </context>
    <context>
        <name>ExplainView</name>
        <message>
            <source>Copy as text</source>
            <translation>Скопировать текст</translation>
        </message>
        <message>
            <source>Excuse…</source>
            <translation>Снять нарушение…</translation>
        </message>
        <message>
            <source>Open the policy</source>
            <translation>Открыть политику</translation>
        </message>
        <message>
            <source>Why these dates? #{number}</source>
            <translation>Почему такие сроки? #{number}</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>Норма</translation>
        </message>
        <message>
            <source>How the dates follow</source>
            <translation>Как получаются сроки</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Скопировано</translation>
        </message>
        <message>
            <source>{target}: {remaining}</source>
            <translation>{target}: {remaining}</translation>
        </message>
        <message>
            <source>{target} {round}: {remaining}</source>
            <translation>{target} {round}: {remaining}</translation>
        </message>
        <message>
            <source>No deadline runs for this ticket.</source>
            <translation>По этой заявке сроки не идут.</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Last month</source>
            <translation>Прошлый месяц</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>Этот месяц</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>За всё время</translation>
        </message>
        <message>
            <source>Days…</source>
            <translation>Выбрать дни…</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Первый день</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Последний день</translation>
        </message>
        <message>
            <source>Excel, Russian settings</source>
            <translation>Excel, русские настройки</translation>
        </message>
        <message>
            <source>Excel, English settings</source>
            <translation>Excel, английские настройки</translation>
        </message>
        <message>
            <source>Another program (CSV)</source>
            <translation>Другая программа (CSV)</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Сохранить как…</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Период</translation>
        </message>
        <message>
            <source>To be read by</source>
            <translation>Для чего</translation>
        </message>
    </context>
    <context>
        <name>Exporting</name>
        <message>
            <source>Export tickets</source>
            <translation>Экспорт заявок</translation>
        </message>
        <message>
            <source>Tickets by the day they were created, one row each.</source>
            <translation>Заявки по дню создания, по одной в строке.</translation>
        </message>
        <message>
            <source>Exporting tickets…</source>
            <translation>Экспортируем заявки…</translation>
        </message>
        <message>
            <source>Save the report as</source>
            <translation>Сохранить отчёт как</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Таблицы (*.csv)</translation>
        </message>
        <message>
            <source>Exporting tickets: {done} of {total}</source>
            <translation>Экспорт заявок: {done} из {total}</translation>
        </message>
        <message>
            <source>The export was cancelled.</source>
            <translation>Экспорт отменён.</translation>
        </message>
        <message numerus="yes">
            <source>Saved {name}, %n row(s).</source>
            <translation>
                <numerusform>Сохранено: {name}, %n строка.</numerusform>
                <numerusform>Сохранено: {name}, %n строки.</numerusform>
                <numerusform>Сохранено: {name}, %n строк.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FactsPanel</name>
        <message>
            <source>Client</source>
            <translation>Клиент</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Заявка</translation>
        </message>
        <message>
            <source>What is known</source>
            <translation>Что известно</translation>
        </message>
        <message>
            <source>Related tickets</source>
            <translation>Связанные заявки</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Mail returned</source>
            <translation>Почта возвращается</translation>
        </message>
        <message>
            <source>since {when}</source>
            <translation>с {when}</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>{count}, open: {open}</source>
            <translation>{count}, открыто: {open}</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Заявки</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Получена</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Канал</translation>
        </message>
        <message>
            <source>Service level</source>
            <translation>Уровень сервиса</translation>
        </message>
        <message>
            <source>Comes from</source>
            <translation>Откуда</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Изменена</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Напоминание</translation>
        </message>
        <message>
            <source>Solved</source>
            <translation>Решена</translation>
        </message>
        <message>
            <source>Reopened</source>
            <translation>Открыта повторно</translation>
        </message>
        <message>
            <source>its organisation</source>
            <translation>от организации</translation>
        </message>
        <message>
            <source>its category</source>
            <translation>от категории</translation>
        </message>
        <message>
            <source>the policy for all others</source>
            <translation>политика для остальных</translation>
        </message>
        <message>
            <source>before: today’s order says another</source>
            <translation>прежняя: сейчас была бы другая</translation>
        </message>
    </context>
    <context>
        <name>FairnessPanel</name>
        <message>
            <source>Fairness, last 8 weeks and what is planned</source>
            <translation>Справедливость: 8 недель и план</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>Отклонение</translation>
        </message>
        <message>
            <source>{name}, {burden}: {count}; fair: {target}</source>
            <translation>{name}, {burden}: {count}; справедливо: {target}</translation>
        </message>
    </context>
    <context>
        <name>FileSaving</name>
        <message>
            <source>“{name}” can run programs or show a false page when it is opened. Save it only if you expected it.</source>
            <translation>«{name}» при открытии может запустить программу или показать поддельную страницу. Сохраняйте, только если ждали этот файл.</translation>
        </message>
        <message>
            <source>Save anyway…</source>
            <translation>Всё равно сохранить…</translation>
        </message>
        <message>
            <source>Save file</source>
            <translation>Сохранить файл</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Сохранено: {path}</translation>
        </message>
    </context>
    <context>
        <name>FileSource</name>
        <message>
            <source>Choose a file…</source>
            <translation>Выбрать файл…</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Выбор файла</translation>
        </message>
        <message>
            <source>Calendar files (*.ics)</source>
            <translation>Файлы календаря (*.ics)</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Таблицы (*.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
    </context>
    <context>
        <name>FirstRunPage</name>
        <message>
            <source>Welcome to Duty Desk</source>
            <translation>Добро пожаловать в Duty Desk</translation>
        </message>
        <message>
            <source>Requests become tickets with deadlines. How do you want to begin?</source>
            <translation>Обращения становятся заявками со сроками. С чего начнём?</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Look around with demo data</source>
            <translation>Посмотреть на демоданных</translation>
        </message>
        <message>
            <source>60 tickets and 4 people, ready in seconds; nothing is sent.</source>
            <translation>60 заявок и 4 сотрудника за секунды; ничего не отправляется.</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ваше имя</translation>
        </message>
        <message>
            <source>as clients and colleagues see it</source>
            <translation>как его видят клиенты и коллеги</translation>
        </message>
        <message>
            <source>Connect a mailbox</source>
            <translation>Подключить почту</translation>
        </message>
        <message>
            <source>Address and password; the servers are found for you.</source>
            <translation>Адрес и пароль; серверы подберутся сами.</translation>
        </message>
        <message>
            <source>Import mail files</source>
            <translation>Импортировать файлы почты</translation>
        </message>
        <message>
            <source>mbox and .eml; nobody is answered or warned.</source>
            <translation>mbox и .eml; ответов и тревог не будет.</translation>
        </message>
        <message>
            <source>Import a folder</source>
            <translation>Импортировать папку</translation>
        </message>
        <message>
            <source>Maildir, or a folder with mail in it.</source>
            <translation>Maildir или папка с письмами.</translation>
        </message>
        <message>
            <source>Go to the inbox</source>
            <translation>Перейти во входящие</translation>
        </message>
        <message>
            <source>Tickets can also be made by hand, after a call.</source>
            <translation>Заявку можно создать и вручную, после звонка.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Восстановить копию</translation>
        </message>
        <message>
            <source>Its people, tickets and settings; you see first.</source>
            <translation>Люди, заявки и настройки из неё; сначала покажем, что внутри.</translation>
        </message>
        <message>
            <source>To join a team database, see the user guide: database_url in config.toml.</source>
            <translation>Как подключиться к базе команды – в руководстве: database_url в config.toml.</translation>
        </message>
    </context>
    <context>
        <name>GeneralSection</name>
        <message>
            <source>As at the first start</source>
            <translation>Как при первом запуске</translation>
        </message>
        <message>
            <source>On this computer, in the tray: warnings come without an open window.</source>
            <translation>На этом компьютере, в трее: предупреждения придут и без открытого окна.</translation>
        </message>
        <message>
            <source>So long Undo takes it back.</source>
            <translation>Столько его возвращает «Отменить».</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n секунду</numerusform>
                <numerusform>%n секунды</numerusform>
                <numerusform>%n секунд</numerusform>
            </translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>The last letter</source>
            <translation>Последнее письмо</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Ничего</translation>
        </message>
        <message>
            <source>Who works here</source>
            <translation>Кто здесь работает</translation>
        </message>
        <message>
            <source>Replies, notes and undo on this computer are in this name.</source>
            <translation>Ответы, заметки и отмена на этом компьютере — от этого имени.</translation>
        </message>
        <message>
            <source>Start with the computer</source>
            <translation>Запускать вместе с компьютером</translation>
        </message>
        <message>
            <source>Team name</source>
            <translation>Название команды</translation>
        </message>
        <message>
            <source>Time zone of the team</source>
            <translation>Часовой пояс команды</translation>
        </message>
        <message>
            <source>Empty: the zone of the business hours.</source>
            <translation>Пусто: пояс рабочего времени.</translation>
        </message>
        <message>
            <source>A sent reply waits</source>
            <translation>Отправленный ответ ждёт</translation>
        </message>
        <message>
            <source>Remind a client we wait for</source>
            <translation>Напомнить клиенту, которого ждём</translation>
        </message>
        <message>
            <source>One automatic mail; never to machines, lists or imported tickets.</source>
            <translation>Одно автоматическое письмо; никогда – роботам, рассылкам и по импортированным заявкам.</translation>
        </message>
        <message>
            <source>A reply quotes</source>
            <translation>Ответ цитирует</translation>
        </message>
        <message>
            <source>Copy to our mailbox</source>
            <translation>Копия в наш ящик</translation>
        </message>
        <message>
            <source>A blind copy of each reply, for servers that keep no Sent folder.</source>
            <translation>Скрытая копия каждого ответа: для серверов, где нет папки «Отправленные».</translation>
        </message>
        <message>
            <source>My signature</source>
            <translation>Моя подпись</translation>
        </message>
        <message>
            <source>My Russian signature</source>
            <translation>Моя русская подпись</translation>
        </message>
        <message>
            <source>Clients get the one in the language they write in.</source>
            <translation>Клиент получает подпись на том языке, на котором пишет.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Общие</translation>
        </message>
        <message>
            <source>not at all</source>
            <translation>нисколько</translation>
        </message>
        <message numerus="yes">
            <source>after %n business day(s)</source>
            <translation>
                <numerusform>через %n рабочий день</numerusform>
                <numerusform>через %n рабочих дня</numerusform>
                <numerusform>через %n рабочих дней</numerusform>
            </translation>
        </message>
        <message>
            <source>never</source>
            <translation>никогда</translation>
        </message>
    </context>
    <context>
        <name>GuardDialog</name>
        <message>
            <source>Something went wrong</source>
            <translation>Что-то пошло не так</translation>
        </message>
        <message>
            <source>Something went wrong in the program.</source>
            <translation>В программе произошла ошибка.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Технические подробности</translation>
        </message>
        <message>
            <source>Show details</source>
            <translation>Показать подробности</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Скопировать подробности</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Your last action may not have been done; everything saved before is safe, and you can go on working. The details help whoever looks after the program.</source>
            <translation>Последнее действие могло не выполниться; всё сохранённое ранее цело, можно работать дальше. Подробности помогут тому, кто сопровождает программу.</translation>
        </message>
        <message numerus="yes">
            <source>It happened %n time(s).</source>
            <translation>
                <numerusform>Это случилось %n раз.</numerusform>
                <numerusform>Это случилось %n раза.</numerusform>
                <numerusform>Это случилось %n раз.</numerusform>
            </translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Скопировано</translation>
        </message>
    </context>
    <context>
        <name>HeaderMenu</name>
        <message>
            <source>Reset columns</source>
            <translation>Вернуть столбцы</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>by itself</source>
            <translation>автоматически</translation>
        </message>
        <message>
            <source>Rules at arrival: {names}</source>
            <translation>Правила приёма: {names}</translation>
        </message>
        <message>
            <source>Status: {status} until {date}</source>
            <translation>Статус: {status}, до {date}</translation>
        </message>
        <message>
            <source>Status: {status}</source>
            <translation>Статус: {status}</translation>
        </message>
        <message>
            <source>Priority: {priority}</source>
            <translation>Приоритет: {priority}</translation>
        </message>
        <message>
            <source>Assigned to nobody</source>
            <translation>Исполнитель снят</translation>
        </message>
        <message>
            <source>Assignee: {person}</source>
            <translation>Исполнитель: {person}</translation>
        </message>
        <message>
            <source>Category: {category}</source>
            <translation>Категория: {category}</translation>
        </message>
        <message>
            <source>Tags: {tags}</source>
            <translation>Теги: {tags}</translation>
        </message>
        <message>
            <source>Not spam</source>
            <translation>Не спам</translation>
        </message>
        <message>
            <source>Marked as spam</source>
            <translation>Отмечено как спам</translation>
        </message>
        <message>
            <source>Merged into #{number}</source>
            <translation>Объединено с #{number}</translation>
        </message>
        <message>
            <source>Merged with another ticket</source>
            <translation>Объединено с другой заявкой</translation>
        </message>
        <message>
            <source>No reply needed</source>
            <translation>Ответ не нужен</translation>
        </message>
        <message>
            <source>Dates counted anew: calendar changed</source>
            <translation>Сроки пересчитаны: изменён календарь</translation>
        </message>
        <message>
            <source>Service level: {policy}</source>
            <translation>Уровень сервиса: {policy}</translation>
        </message>
        <message>
            <source>Dates counted anew: service level “{policy}” changed</source>
            <translation>Сроки пересчитаны: изменён уровень сервиса «{policy}»</translation>
        </message>
        <message>
            <source>Another organisation</source>
            <translation>Другая организация</translation>
        </message>
        <message>
            <source>Answer promised by {date}</source>
            <translation>Обещан ответ до {date}</translation>
        </message>
        <message>
            <source>Breach excused, {target}: {reason}</source>
            <translation>Нарушение снято, {target}: {reason}</translation>
        </message>
    </context>
    <context>
        <name>HoursPage</name>
        <message>
            <source>Open day and night</source>
            <translation>Открыто круглосуточно</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Mo-Fr 9-13, 14-18; Sa 10-14</source>
            <translation>Пн-Пт 9-13, 14-18; Сб 10-14</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Шаг</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
        <message>
            <source>Weekly hours</source>
            <translation>Часы по дням недели</translation>
        </message>
        <message>
            <source>Drag to open or close; drag down and back to an earlier hour for nights. Arrows move, Shift selects, Space paints. To the minute: type, as in 8:45-17:20.</source>
            <translation>Проведите мышью, чтобы открыть или закрыть часы; вниз и назад к более раннему часу — ночи. Стрелки двигают, Shift выделяет, пробел красит. До минуты — вводите: 8:45-17:20.</translation>
        </message>
    </context>
    <context>
        <name>ImportCounts</name>
        <message numerus="yes">
            <source>on duty %n time(s) then</source>
            <translation>
                <numerusform>в это время %n дежурство</numerusform>
                <numerusform>в это время %n дежурства</numerusform>
                <numerusform>в это время %n дежурств</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more people</source>
            <translation>
                <numerusform>и ещё %n человек</numerusform>
                <numerusform>и ещё %n человека</numerusform>
                <numerusform>и ещё %n человек</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Proposed days</source>
            <translation>Предложенные дни</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>In the calendar</source>
            <translation>В календаре</translation>
        </message>
        <message>
            <source>Tick all</source>
            <translation>Отметить все</translation>
        </message>
        <message>
            <source>Untick all</source>
            <translation>Снять все</translation>
        </message>
        <message>
            <source>Nothing is saved before you save the calendar.</source>
            <translation>До сохранения календаря ничего не записывается.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message numerus="yes">
            <source>Take %n day(s)</source>
            <translation>
                <numerusform>Взять %n день</numerusform>
                <numerusform>Взять %n дня</numerusform>
                <numerusform>Взять %n дней</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportList</name>
        <message>
            <source>Events of the file</source>
            <translation>События файла</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Событие</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>In the calendar</source>
            <translation>В календаре</translation>
        </message>
    </context>
    <context>
        <name>Importing</name>
        <message>
            <source>Import mail</source>
            <translation>Импорт почты</translation>
        </message>
        <message>
            <source>What is to be imported?</source>
            <translation>Что импортировать?</translation>
        </message>
        <message>
            <source>Mailboxes (mbox), Maildir folders and single messages (.eml) become tickets. Nothing is answered and nobody is warned about old mail.</source>
            <translation>Ящики (mbox), папки Maildir и отдельные письма (.eml) станут заявками. На старые письма ничего не отправляется и тревог по ним нет.</translation>
        </message>
        <message>
            <source>Files…</source>
            <translation>Файлы…</translation>
        </message>
        <message>
            <source>A folder…</source>
            <translation>Папку…</translation>
        </message>
        <message>
            <source>Import mail: files</source>
            <translation>Импорт почты: файлы</translation>
        </message>
        <message>
            <source>Import mail: a folder</source>
            <translation>Импорт почты: папка</translation>
        </message>
        <message>
            <source>Reading mail…</source>
            <translation>Читаем почту…</translation>
        </message>
        <message>
            <source>Importing mail: {done} of {found} found so far</source>
            <translation>Импорт почты: {done} из найденных {found}</translation>
        </message>
        <message numerus="yes">
            <source>%n mail(s) found</source>
            <translation>
                <numerusform>найдено %n письмо</numerusform>
                <numerusform>найдено %n письма</numerusform>
                <numerusform>найдено %n писем</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported</source>
            <translation>
                <numerusform>импортировано %n</numerusform>
                <numerusform>импортировано %n</numerusform>
                <numerusform>импортировано %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n already there</source>
            <translation>
                <numerusform>уже было %n</numerusform>
                <numerusform>уже было %n</numerusform>
                <numerusform>уже было %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n set aside as unreadable</source>
            <translation>
                <numerusform>отложено нечитаемых: %n</numerusform>
                <numerusform>отложено нечитаемых: %n</numerusform>
                <numerusform>отложено нечитаемых: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Import finished: {parts}.</source>
            <translation>Импорт завершён: {parts}.</translation>
        </message>
        <message numerus="yes">
            <source>%n imported ticket(s) are past their date.</source>
            <translation>
                <numerusform>%n импортированная заявка уже просрочена.</numerusform>
                <numerusform>%n импортированные заявки уже просрочены.</numerusform>
                <numerusform>%n импортированных заявок уже просрочено.</numerusform>
            </translation>
        </message>
        <message>
            <source>Solve them all</source>
            <translation>Решить все</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Оставить</translation>
        </message>
    </context>
    <context>
        <name>KeyboardSection</name>
        <message>
            <source>Single-letter keys in the ticket list</source>
            <translation>Однобуквенные клавиши в списке заявок</translation>
        </message>
        <message>
            <source>J and K move, R replies, D defers; the same keys work in the Russian layout.</source>
            <translation>J и K — соседние заявки, R — ответить, D — отложить; в русской раскладке те же клавиши.</translation>
        </message>
        <message>
            <source>Show all shortcuts (F1)</source>
            <translation>Показать все сочетания (F1)</translation>
        </message>
        <message>
            <source>Keyboard</source>
            <translation>Клавиатура</translation>
        </message>
    </context>
    <context>
        <name>Keyring</name>
        <message>
            <source>How to install a keyring</source>
            <translation>Как установить связку ключей</translation>
        </message>
        <message>
            <source>Windows and macOS have one. On Linux install the package gnome-keyring, or KWallet on KDE, log out of the system and in again, and start Duty Desk anew. Then enter the passwords once more: they are kept from then on.</source>
            <translation>В Windows и macOS она есть. В Linux установите пакет gnome-keyring (в KDE – KWallet), выйдите из системы и войдите снова, затем запустите Duty Desk ещё раз и снова введите пароли: теперь они сохранятся.</translation>
        </message>
    </context>
    <context>
        <name>Leaving</name>
        <message>
            <source>You are on duty till {until}.</source>
            <translation>Вы дежурите до {until}.</translation>
        </message>
        <message>
            <source>Once the program has ended, no alarm reaches you on this computer.</source>
            <translation>После выхода из программы тревоги на этот компьютер приходить не будут.</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Остаться</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
        <message>
            <source>Backup on duty: {names}.</source>
            <translation>На дежурстве также: {names}.</translation>
        </message>
        <message>
            <source>Nobody else is on duty.</source>
            <translation>Больше никто не дежурит.</translation>
        </message>
        <message>
            <source>Nobody else is on duty; next is {name}, from {time}.</source>
            <translation>Больше никто не дежурит; следующее дежурство: {name}, с {time}.</translation>
        </message>
    </context>
    <context>
        <name>LineField</name>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
    </context>
    <context>
        <name>LinkOpening</name>
        <message>
            <source>This link is not opened: its address is not one for the web or mail.</source>
            <translation>Эта ссылка не открывается: её адрес не для сайта и не для почты.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Скопировать адрес</translation>
        </message>
        <message>
            <source>Write to {address} in your mail program?</source>
            <translation>Написать на {address} в почтовой программе?</translation>
        </message>
        <message>
            <source>This link says {claimed} but opens {host}: {address}</source>
            <translation>В ссылке написано {claimed}, но открывается {host}: {address}</translation>
        </message>
        <message>
            <source>This link opens {host}: {address}</source>
            <translation>Ссылка открывает {host}: {address}</translation>
        </message>
    </context>
    <context>
        <name>ListTools</name>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n найдена</numerusform>
                <numerusform>%n найдено</numerusform>
                <numerusform>%n найдено</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} found</source>
            <translation>Найдено: {count}</translation>
        </message>
        <message>
            <source>Search text shortened</source>
            <translation>Текст поиска сокращён</translation>
        </message>
        <message>
            <source>Search tickets  ({shortcut})</source>
            <translation>Поиск заявок  ({shortcut})</translation>
        </message>
        <message>
            <source>Search tickets</source>
            <translation>Поиск заявок</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>Порядок списка</translation>
        </message>
    </context>
    <context>
        <name>LoginFields</name>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Microsoft account</source>
            <translation>Учётная запись Microsoft</translation>
        </message>
        <message>
            <source>Google account</source>
            <translation>Учётная запись Google</translation>
        </message>
        <message>
            <source>Other provider (OAuth 2)</source>
            <translation>Другой провайдер (OAuth 2)</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Client ID</source>
            <translation>Идентификатор клиента</translation>
        </message>
        <message>
            <source>Client secret, if asked for</source>
            <translation>Секрет клиента, если нужен</translation>
        </message>
        <message>
            <source>Address to sign in</source>
            <translation>Адрес для входа</translation>
        </message>
        <message>
            <source>Address for tokens</source>
            <translation>Адрес для токенов</translation>
        </message>
        <message>
            <source>Address for codes</source>
            <translation>Адрес для кодов</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Права доступа</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Учётная запись</translation>
        </message>
    </context>
    <context>
        <name>MailboxForm</name>
        <message>
            <source>Testing…</source>
            <translation>Проверяем…</translation>
        </message>
        <message>
            <source>Test and save</source>
            <translation>Проверить и сохранить</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Адрес почты</translation>
        </message>
        <message>
            <source>Incoming mail (IMAP)</source>
            <translation>Входящая почта (IMAP)</translation>
        </message>
        <message>
            <source>Outgoing mail (SMTP)</source>
            <translation>Исходящая почта (SMTP)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Имя пользователя</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>Further folders</source>
            <translation>Другие папки</translation>
        </message>
        <message>
            <source>port</source>
            <translation>порт</translation>
        </message>
        <message>
            <source>security</source>
            <translation>защита</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>без изменений</translation>
        </message>
        <message>
            <source>as the address</source>
            <translation>как адрес</translation>
        </message>
        <message>
            <source>Junk, Archive</source>
            <translation>Спам, Архив</translation>
        </message>
        <message>
            <source>The password is kept in the keyring of this computer, nowhere else. Gmail, Yandex and Mail.ru need an app password.</source>
            <translation>Пароль хранится только в связке ключей этого компьютера. Для Gmail, Яндекса и Mail.ru нужен пароль приложения.</translation>
        </message>
        <message>
            <source>Your team registers Duty Desk at the provider once and gets the client ID. The sign-in is kept in the keyring of this computer, nowhere else.</source>
            <translation>Команда один раз регистрирует Duty Desk у провайдера и получает идентификатор клиента. Вход хранится только в связке ключей этого компьютера.</translation>
        </message>
    </context>
    <context>
        <name>MailboxesSection</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Mailboxes</source>
            <translation>Почтовые ящики</translation>
        </message>
        <message>
            <source>Add a mailbox</source>
            <translation>Добавить ящик</translation>
        </message>
        <message>
            <source>Last three days</source>
            <translation>За три дня</translation>
        </message>
        <message>
            <source>No mailbox yet: mail neither comes nor leaves. Add the address that clients write to.</source>
            <translation>Почтовых ящиков пока нет: письма не приходят и не уходят. Добавьте адрес, на который пишут клиенты.</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Check now</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Compare now</source>
            <translation>Сверить</translation>
        </message>
        <message>
            <source>switched off</source>
            <translation>выключен</translation>
        </message>
        <message>
            <source>stopped: sign in again</source>
            <translation>остановлено: войдите снова</translation>
        </message>
        <message>
            <source>stopped: the password was refused three times</source>
            <translation>остановлен: пароль трижды не принят</translation>
        </message>
        <message>
            <source>does not answer</source>
            <translation>не отвечает</translation>
        </message>
        <message>
            <source>not checked yet</source>
            <translation>ещё не проверялся</translation>
        </message>
        <message>
            <source>checked {when}</source>
            <translation>проверен {when}</translation>
        </message>
        <message>
            <source>{here} of {server} here</source>
            <translation>здесь {here} из {server}</translation>
        </message>
        <message>
            <source>Mails of the last three days: {server} on the server, {here} here, compared {when}.</source>
            <translation>Письма за последние три дня: на сервере {server}, здесь {here}, сверено {when}.</translation>
        </message>
        <message>
            <source>The server and the desk were not compared yet.</source>
            <translation>Сервер и программа ещё не сверялись.</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Включить</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Выключить</translation>
        </message>
        <message>
            <source>The mailbox works. New mail is looked for every minute.</source>
            <translation>Ящик работает. Новая почта проверяется каждую минуту.</translation>
        </message>
    </context>
    <context>
        <name>ManyTagsSheet</name>
        <message numerus="yes">
            <source>Tags of %n ticket(s)</source>
            <translation>
                <numerusform>Теги: %n заявка</numerusform>
                <numerusform>Теги: %n заявки</numerusform>
                <numerusform>Теги: %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Save tags</source>
            <translation>Сохранить теги</translation>
        </message>
        <message>
            <source>Add, separated by commas</source>
            <translation>Добавить, через запятую</translation>
        </message>
        <message>
            <source>Take off, separated by commas</source>
            <translation>Убрать, через запятую</translation>
        </message>
    </context>
    <context>
        <name>Mark</name>
        <message>
            <source>Merged</source>
            <translation>Объединено</translation>
        </message>
        <message>
            <source>Spam</source>
            <translation>Спам</translation>
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <source>Internal note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Звонок</translation>
        </message>
        <message>
            <source>Forwarded</source>
            <translation>Переслано</translation>
        </message>
        <message>
            <source>Automatic answer</source>
            <translation>Автоматический ответ</translation>
        </message>
        <message>
            <source>no reason given</source>
            <translation>причина не указана</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Автоответ</translation>
        </message>
        <message>
            <source>Out of office</source>
            <translation>Нет на месте</translation>
        </message>
        <message>
            <source>Returned mail</source>
            <translation>Письмо вернулось</translation>
        </message>
        <message>
            <source>Delivery report</source>
            <translation>Отчёт о доставке</translation>
        </message>
        <message>
            <source>The server could not confirm who sent this letter.</source>
            <translation>Сервер не смог подтвердить отправителя этого письма.</translation>
        </message>
        <message>
            <source>It names one of the team as its sender, but the server could not confirm that.</source>
            <translation>Отправителем назван сотрудник команды, но сервер не смог это подтвердить.</translation>
        </message>
        <message>
            <source>A copy of a letter that is stored already.</source>
            <translation>Копия письма, которое уже сохранено.</translation>
        </message>
        <message>
            <source>It came in a flood of letters. Split it out to answer it on its own.</source>
            <translation>Письмо пришло в потоке писем. Выделите его в отдельную заявку, чтобы ответить.</translation>
        </message>
        <message>
            <source>This letter could not be read as a whole. The original is kept.</source>
            <translation>Письмо не удалось прочитать целиком. Оригинал сохранён.</translation>
        </message>
        <message>
            <source>The subject was longer and is cut.</source>
            <translation>Тема была длиннее и обрезана.</translation>
        </message>
        <message>
            <source>{count} more recipients are not listed.</source>
            <translation>Ещё получателей, не показано: {count}.</translation>
        </message>
        <message>
            <source>Some headers were left out.</source>
            <translation>Часть заголовков пропущена.</translation>
        </message>
        <message>
            <source>Parts nested too deeply were left out.</source>
            <translation>Слишком глубоко вложенные части пропущены.</translation>
        </message>
        <message>
            <source>There were too many parts; some are left out.</source>
            <translation>Частей слишком много, некоторые пропущены.</translation>
        </message>
        <message>
            <source>This letter has {count}; only its beginning was read.</source>
            <translation>Размер письма — {count}; прочитано только начало.</translation>
        </message>
        <message>
            <source>The text was longer and is cut.</source>
            <translation>Текст был длиннее и обрезан.</translation>
        </message>
        <message>
            <source>The letters of the text are a guess.</source>
            <translation>Кодировка текста угадана.</translation>
        </message>
        <message>
            <source>Remote images blocked: {count}. So nobody learns that this letter is read.</source>
            <translation>Внешних картинок не загружено: {count}. Так никто не узнает, что письмо читают.</translation>
        </message>
        <message>
            <source>The formatting was too complex; this is the plain text.</source>
            <translation>Оформление слишком сложное, показан простой текст.</translation>
        </message>
        <message>
            <source>The letter names no sender.</source>
            <translation>В письме не указан отправитель.</translation>
        </message>
        <message>
            <source>The letter is encrypted and cannot be read here.</source>
            <translation>Письмо зашифровано, здесь его не прочитать.</translation>
        </message>
        <message>
            <source>When it was received is known from its sender only.</source>
            <translation>Время получения известно только со слов отправителя.</translation>
        </message>
        <message>
            <source>Automatic replies to this address are paused for 24 h: two machines talk.</source>
            <translation>Автоответы на этот адрес приостановлены на 24 ч: переписываются два робота.</translation>
        </message>
        <message>
            <source>Will be sent in a few seconds · Undo takes it back</source>
            <translation>Отправим через несколько секунд · «Отменить» вернёт текст</translation>
        </message>
        <message>
            <source>Waits to be sent</source>
            <translation>Ждёт отправки</translation>
        </message>
        <message>
            <source>Is being sent…</source>
            <translation>Отправляется…</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>Not delivered: {reason}</source>
            <translation>Не доставлено: {reason}</translation>
        </message>
        <message>
            <source>The connection broke while this was being sent: it may have arrived or not. Look into the Sent folder, then decide.</source>
            <translation>Связь прервалась во время отправки: письмо могло дойти, а могло и нет. Загляните в папку «Отправленные» и решите.</translation>
        </message>
        <message>
            <source>Was not sent</source>
            <translation>Не отправлено</translation>
        </message>
        <message>
            <source>[remote image blocked]</source>
            <translation>[внешняя картинка не загружена]</translation>
        </message>
        <message>
            <source>[remote image blocked: {meant}]</source>
            <translation>[внешняя картинка не загружена: {meant}]</translation>
        </message>
        <message>
            <source>[Picture too large to preview.]</source>
            <translation>[Картинка слишком велика для просмотра.]</translation>
        </message>
    </context>
    <context>
        <name>MessageInside</name>
        <message>
            <source>Text of the message</source>
            <translation>Текст сообщения</translation>
        </message>
        <message>
            <source>Show or hide the quoted text</source>
            <translation>Показать или скрыть цитату</translation>
        </message>
        <message>
            <source>Quoted text</source>
            <translation>Цитата</translation>
        </message>
        <message>
            <source>Download now</source>
            <translation>Загрузить</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Загрузка…</translation>
        </message>
        <message>
            <source>Save the file {name}</source>
            <translation>Сохранить файл {name}</translation>
        </message>
    </context>
    <context>
        <name>NewTicketSheet</name>
        <message>
            <source>New ticket</source>
            <translation>Новая заявка</translation>
        </message>
        <message>
            <source>Create ticket</source>
            <translation>Создать заявку</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Никто</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Клиент</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Канал</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Что случилось</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Исполнитель</translation>
        </message>
    </context>
    <context>
        <name>NewsLine</name>
        <message>
            <source>Accept shift</source>
            <translation>Принять смену</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отказаться</translation>
        </message>
        <message>
            <source>Add to calendar (.ics)…</source>
            <translation>В календарь (.ics)…</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>Понятно</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>NotificationsSection</name>
        <message>
            <source>Notice when a ticket is almost due</source>
            <translation>Уведомлять, когда срок заявки истекает</translation>
        </message>
        <message>
            <source>For tickets of mine, and for those nobody has. Without notices the panel in the window still shows them.</source>
            <translation>О моих заявках и о заявках без исполнителя. Без уведомлений их всё равно покажет панель в окне.</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Звук</translation>
        </message>
        <message>
            <source>Accept a shift when it begins</source>
            <translation>Принимать смену, когда она началась</translation>
        </message>
        <message>
            <source>Whoever goes on duty is asked to accept the shift. After 15 minutes of silence the lead hears of it.</source>
            <translation>Кто заступает на дежурство, подтверждает приём смены. Через 15 минут молчания об этом узнаёт руководитель.</translation>
        </message>
        <message>
            <source>Tell the lead of swaps</source>
            <translation>Сообщать руководителю о заменах</translation>
        </message>
        <message>
            <source>When somebody takes another one's duty. Nobody has to ask the lead first.</source>
            <translation>Когда кто-то берёт чужое дежурство. Спрашивать руководителя заранее не нужно.</translation>
        </message>
        <message>
            <source>Play the sound</source>
            <translation>Проиграть звук</translation>
        </message>
        <message>
            <source>Send a test notice</source>
            <translation>Показать пробное уведомление</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Уведомления</translation>
        </message>
        <message>
            <source>The desktop showed it, with buttons.</source>
            <translation>Рабочий стол показал его, с кнопками.</translation>
        </message>
        <message>
            <source>The tray was asked to show it; whether it did, nobody tells.</source>
            <translation>Уведомление передано в трей; показано ли оно, неизвестно.</translation>
        </message>
        <message>
            <source>The system was asked to show it; whether it did, nobody tells.</source>
            <translation>Уведомление передано системе; показано ли оно, неизвестно.</translation>
        </message>
        <message>
            <source>Nothing here shows notices: warnings appear in the window only.</source>
            <translation>Здесь нечем показать уведомление: предупреждения будут только в окне.</translation>
        </message>
    </context>
    <context>
        <name>OpeningPage</name>
        <message>
            <source>Opening the database…</source>
            <translation>Открываем базу…</translation>
        </message>
        <message>
            <source>After an update this can take a few minutes: a verified copy comes first.</source>
            <translation>После обновления это может занять несколько минут: сначала делается проверенная копия.</translation>
        </message>
        <message>
            <source>Export what can be read…</source>
            <translation>Выгрузить то, что читается…</translation>
        </message>
        <message>
            <source>Restore the backup…</source>
            <translation>Восстановить копию…</translation>
        </message>
        <message>
            <source>The database could not be opened.</source>
            <translation>Не удалось открыть базу.</translation>
        </message>
        <message>
            <source>Your last verified backup is from {when}.</source>
            <translation>Последняя проверенная копия: {when}.</translation>
        </message>
        <message>
            <source>Exported to {folder}: {mails} mails and {rows} rows of tables.</source>
            <translation>Выгружено в {folder}: писем – {mails}, строк таблиц – {rows}.</translation>
        </message>
        <message>
            <source>The backup is checked and put in place; the present data are kept.</source>
            <translation>Копия проверяется и ставится на место; нынешние данные сохраняются.</translation>
        </message>
        <message>
            <source>{done} of {count} rows</source>
            <translation>{done} из {count} строк</translation>
        </message>
        <message>
            <source>Restoring the backup…</source>
            <translation>Восстанавливаем копию…</translation>
        </message>
        <message>
            <source>The backup was not restored.</source>
            <translation>Копия не восстановлена.</translation>
        </message>
        <message>
            <source>Open them</source>
            <translation>Открыть их</translation>
        </message>
        <message>
            <source>An empty folder for the export</source>
            <translation>Пустая папка для выгрузки</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
    </context>
    <context>
        <name>OrganisationForm</name>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
        <message>
            <source>Domains of their addresses</source>
            <translation>Домены адресов</translation>
        </message>
        <message>
            <source>New clients who write from these domains belong to it by themselves. Its service level is chosen in “SLA and OLA”.</source>
            <translation>Новые клиенты с этих доменов относятся к ней сами. Уровень сервиса выбирают в разделе «SLA и OLA».</translation>
        </message>
        <message>
            <source>VIP client</source>
            <translation>VIP-клиент</translation>
        </message>
    </context>
    <context>
        <name>OrganisationSheet</name>
        <message>
            <source>No organisation</source>
            <translation>Без организации</translation>
        </message>
        <message numerus="yes">
            <source>Organisation of %n ticket(s)</source>
            <translation>
                <numerusform>Организация %n заявки</numerusform>
                <numerusform>Организация %n заявок</numerusform>
                <numerusform>Организация %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Organisation of #{number}</source>
            <translation>Организация заявки №{number}</translation>
        </message>
        <message>
            <source>Change organisation</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
    </context>
    <context>
        <name>OrganisationsSection</name>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
        <message>
            <source>Domains</source>
            <translation>Домены</translation>
        </message>
        <message>
            <source>Service level</source>
            <translation>Уровень сервиса</translation>
        </message>
        <message>
            <source>as usual</source>
            <translation>обычный</translation>
        </message>
        <message>
            <source>Clients</source>
            <translation>Клиенты</translation>
        </message>
        <message>
            <source>No organisations yet. Add one with the domain of its addresses: its people are known by it, and it can have service levels of its own.</source>
            <translation>Организаций пока нет. Добавьте организацию с доменом её адресов: по нему узнаются её сотрудники, и у неё может быть своя политика SLA.</translation>
        </message>
        <message>
            <source>Add an organisation</source>
            <translation>Добавить организацию</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>Организации</translation>
        </message>
        <message numerus="yes">
            <source>Take in %n client(s) of the domains</source>
            <translation>
                <numerusform>Отнести %n клиента доменов</numerusform>
                <numerusform>Отнести %n клиентов доменов</numerusform>
                <numerusform>Отнести %n клиентов доменов</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OtherTicketSheet</name>
        <message>
            <source>Number or words</source>
            <translation>Номер или слова</translation>
        </message>
        <message>
            <source>Found tickets</source>
            <translation>Найденные заявки</translation>
        </message>
    </context>
    <context>
        <name>Outlook</name>
        <message>
            <source>earlier: {earlier}, made late: {late}</source>
            <translation>раньше: {earlier}, станут просроченными: {late}</translation>
        </message>
        <message>
            <source>earlier: {earlier}</source>
            <translation>раньше: {earlier}</translation>
        </message>
        <message>
            <source>later: {later}</source>
            <translation>позже: {later}</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>пауза</translation>
        </message>
        <message>
            <source>met</source>
            <translation>в срок</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>не в счёт</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>не в срок</translation>
        </message>
        <message>
            <source>{used} of {target}</source>
            <translation>{used} из {target}</translation>
        </message>
        <message>
            <source>{target}: late by this change</source>
            <translation>{target}: сразу будет просрочено</translation>
        </message>
        <message>
            <source>{target}: no longer counted</source>
            <translation>{target}: больше не считается</translation>
        </message>
        <message>
            <source>{target}: stands still, late</source>
            <translation>{target}: стоит, просрочено</translation>
        </message>
        <message>
            <source>{target}: stands still, {left} left</source>
            <translation>{target}: стоит, осталось {left}</translation>
        </message>
        <message>
            <source>{target}: due {due}</source>
            <translation>{target}: срок {due}</translation>
        </message>
        <message>
            <source>{target}: {due}</source>
            <translation>{target}: {due}</translation>
        </message>
    </context>
    <context>
        <name>OutlookNote</name>
        <message>
            <source>Target</source>
            <translation>Норма</translation>
        </message>
        <message>
            <source>Due now</source>
            <translation>Срок сейчас</translation>
        </message>
        <message>
            <source>Due then</source>
            <translation>Срок после</translation>
        </message>
        <message>
            <source>Used then</source>
            <translation>Использовано</translation>
        </message>
        <message>
            <source>{due}, late</source>
            <translation>{due}, поздно</translation>
        </message>
        <message>
            <source>This change alone makes it late. Reports count it as late by reclassification, apart from what was missed.</source>
            <translation>Просрочку вызывает только эта смена. В отчётах она считается отдельно от нарушений: «просрочено из-за смены условий».</translation>
        </message>
        <message numerus="yes">
            <source>This change alone makes %n ticket(s) late. Reports count them as late by reclassification, apart from what was missed.</source>
            <translation>
                <numerusform>Эта смена сама делает просроченной %n заявку. В отчётах она считается отдельно от нарушений: «просрочено из-за смены условий».</numerusform>
                <numerusform>Эта смена сама делает просроченными %n заявки. В отчётах они считаются отдельно от нарушений: «просрочено из-за смены условий».</numerusform>
                <numerusform>Эта смена сама делает просроченными %n заявок. В отчётах они считаются отдельно от нарушений: «просрочено из-за смены условий».</numerusform>
            </translation>
        </message>
        <message>
            <source>No deadline changes.</source>
            <translation>Сроки не меняются.</translation>
        </message>
    </context>
    <context>
        <name>OutlookSheet</name>
        <message>
            <source>Change anyway</source>
            <translation>Всё равно изменить</translation>
        </message>
    </context>
    <context>
        <name>Overlaps</name>
        <message numerus="yes">
            <source>▲ %n duties fall into this time:</source>
            <translation>
                <numerusform>▲ На это время приходится %n дежурство:</numerusform>
                <numerusform>▲ На это время приходятся %n дежурства:</numerusform>
                <numerusform>▲ На это время приходится %n дежурств:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Who can cover?</source>
            <translation>Кто может подменить?</translation>
        </message>
        <message>
            <source>Who can cover {times}?</source>
            <translation>Кто может подменить {times}?</translation>
        </message>
    </context>
    <context>
        <name>OverrideForm</name>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>On duty</source>
            <translation>Дежурит</translation>
        </message>
        <message>
            <source>Instead of</source>
            <translation>Вместо</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>nobody more</source>
            <translation>никто</translation>
        </message>
        <message>
            <source>nobody less</source>
            <translation>никого</translation>
        </message>
        <message>
            <source>Choose who joins or who is left out; not the same person twice.</source>
            <translation>Выберите, кто дежурит или кого убрать; не одного и того же.</translation>
        </message>
    </context>
    <context>
        <name>OverridesSection</name>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>On duty</source>
            <translation>Дежурит</translation>
        </message>
        <message>
            <source>Instead of</source>
            <translation>Вместо</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Add an override</source>
            <translation>Добавить подмену</translation>
        </message>
        <message>
            <source>Nobody stands in for anybody: the rotations hold as they are. Add an override, or drag a duty to another person in the calendar.</source>
            <translation>Никто никого не подменяет: очереди действуют как есть. Добавьте подмену или перетащите дежурство на другого человека в календаре.</translation>
        </message>
        <message>
            <source>Overrides</source>
            <translation>Подмены</translation>
        </message>
        <message>
            <source>End now</source>
            <translation>Завершить сейчас</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
    </context>
    <context>
        <name>PageHead</name>
        <message numerus="yes">
            <source>Publish %n draft(s)</source>
            <translation>
                <numerusform>Опубликовать %n черновик</numerusform>
                <numerusform>Опубликовать %n черновика</numerusform>
                <numerusform>Опубликовать %n черновиков</numerusform>
            </translation>
        </message>
        <message>
            <source>Day</source>
            <translation>День</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>Неделя</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Месяц</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Назначить…</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>More about duties</source>
            <translation>Ещё о дежурствах</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Open ticket #{number}</source>
            <translation>Открыть заявку #{number}</translation>
        </message>
        <message>
            <source>Search tickets for “{text}”</source>
            <translation>Искать заявки: «{text}»</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Страница {page} из {pages}</translation>
        </message>
        <message>
            <source>Files: {names}</source>
            <translation>Файлы: {names}</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Клиент</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Assigned to</source>
            <translation>Исполнитель</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Создана</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Напечатано</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>и ещё {count}</translation>
        </message>
        <message>
            <source>To: {names}</source>
            <translation>Кому: {names}</translation>
        </message>
    </context>
    <context>
        <name>PaperCounts</name>
        <message numerus="yes">
            <source>%n night(s)</source>
            <translation>
                <numerusform>%n ночь</numerusform>
                <numerusform>%n ночи</numerusform>
                <numerusform>%n ночей</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Ещё раз</translation>
        </message>
        <message>
            <source>Show what I type</source>
            <translation>Показывать, что я ввожу</translation>
        </message>
        <message numerus="yes">
            <source>At least %n letter(s).</source>
            <translation>
                <numerusform>Не короче %n знака.</numerusform>
                <numerusform>Не короче %n знаков.</numerusform>
                <numerusform>Не короче %n знаков.</numerusform>
            </translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>Пароли не совпадают.</translation>
        </message>
    </context>
    <context>
        <name>PayRuleForm</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Rate an hour</source>
            <translation>Ставка за час</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Действует</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Holidays</source>
            <translation>Праздники</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Only for (nobody ticked: for all)</source>
            <translation>Только для (никто не отмечен: для всех)</translation>
        </message>
        <message>
            <source>Sa, Su 0-24</source>
            <translation>Сб, Вс 0-24</translation>
        </message>
        <message>
            <source>at all hours</source>
            <translation>в любые часы</translation>
        </message>
        <message>
            <source>in weekly hours</source>
            <translation>в часы недели</translation>
        </message>
        <message>
            <source>for one time only</source>
            <translation>один раз</translation>
        </message>
    </context>
    <context>
        <name>PayRulesSection</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Действует</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Для кого</translation>
        </message>
        <message>
            <source>Rate an hour</source>
            <translation>Ставка за час</translation>
        </message>
        <message>
            <source>No rules yet: every hour of duty is listed as unpaid. Add a rule with a rate an hour.</source>
            <translation>Правил пока нет: все часы дежурств показаны без оплаты. Добавьте правило со ставкой за час.</translation>
        </message>
        <message>
            <source>Add a rule</source>
            <translation>Добавить правило</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Duty: pay</source>
            <translation>Дежурства: оплата</translation>
        </message>
        <message>
            <source>Asked from top to bottom for every hour of duty: the first rule that holds pays it. A rule for one time beats all others. Hours without a rule are listed, unpaid.</source>
            <translation>Для каждого часа дежурства правила читаются сверху вниз, платит первое подходящее. Разовое правило важнее всех. Часы без правила попадают в список без оплаты.</translation>
        </message>
        <message>
            <source>at all hours</source>
            <translation>в любые часы</translation>
        </message>
        <message>
            <source>everybody</source>
            <translation>для всех</translation>
        </message>
    </context>
    <context>
        <name>PeopleOrder</name>
        <message>
            <source>Move up</source>
            <translation>Выше</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Ниже</translation>
        </message>
        <message>
            <source>People who take turns, in order</source>
            <translation>Кто дежурит, по очереди</translation>
        </message>
    </context>
    <context>
        <name>PeopleSection</name>
        <message>
            <source>People</source>
            <translation>Сотрудники</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Роль</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>Добавить</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>works here</source>
            <translation>работает</translation>
        </message>
        <message>
            <source>has left</source>
            <translation>не работает</translation>
        </message>
        <message>
            <source>Has left</source>
            <translation>Больше не работает</translation>
        </message>
        <message>
            <source>Is back</source>
            <translation>Снова работает</translation>
        </message>
        <message numerus="yes">
            <source>{name} has %n duty(ies) in the next year, the first on {day}.</source>
            <translation>
                <numerusform>{name}: первое дежурство {day}, всего в ближайший год – %n.</numerusform>
                <numerusform>{name}: первое дежурство {day}, всего в ближайший год – %n.</numerusform>
                <numerusform>{name}: первое дежурство {day}, всего в ближайший год – %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>Take them off the calendar</source>
            <translation>Убрать из календаря</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>PersonChip</name>
        <message>
            <source>Who are you?</source>
            <translation>Кто вы?</translation>
        </message>
        <message>
            <source>The person at this workstation</source>
            <translation>Кто работает за этим компьютером</translation>
        </message>
        <message>
            <source>People…</source>
            <translation>Сотрудники…</translation>
        </message>
    </context>
    <context>
        <name>PersonForm</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Роль</translation>
        </message>
    </context>
    <context>
        <name>PlanCalendar</name>
        <message>
            <source>Earlier week</source>
            <translation>Предыдущая неделя</translation>
        </message>
        <message>
            <source>Later week</source>
            <translation>Следующая неделя</translation>
        </message>
        <message>
            <source>Choose a cell to see why it is as it is.</source>
            <translation>Выберите ячейку, чтобы узнать, почему она такая.</translation>
        </message>
    </context>
    <context>
        <name>PlanChanges</name>
        <message>
            <source>Duty</source>
            <translation>Дежурство</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Длина</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>What the plan changes</source>
            <translation>Что меняет план</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>удаляется</translation>
        </message>
        <message>
            <source>added</source>
            <translation>добавляется</translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message>
            <source>Stop, take the best</source>
            <translation>Стоп, взять лучший</translation>
        </message>
        <message>
            <source>Make a plan</source>
            <translation>Составить план</translation>
        </message>
        <message>
            <source>Apply and publish…</source>
            <translation>Применить и опубликовать…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Plan automatically</source>
            <translation>Автоматический план</translation>
        </message>
        <message>
            <source>Time of the search</source>
            <translation>Время поиска</translation>
        </message>
        <message>
            <source>No plan yet</source>
            <translation>Плана пока нет</translation>
        </message>
        <message>
            <source>Set days and people at the left. The plan is shown here before anything is written: who gets which duty, and how fair that is.</source>
            <translation>Слева задайте дни и людей. План сначала появится здесь и ничего не изменит: кому какое дежурство и насколько это справедливо.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Поиск…</translation>
        </message>
        <message>
            <source>Best so far: {hours} h uncovered, cost {cost}</source>
            <translation>Лучший план: без дежурного {hours} ч, цена {cost}</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Останавливается…</translation>
        </message>
        <message numerus="yes">
            <source>Apply %n changes</source>
            <translation>
                <numerusform>Применить %n изменение</numerusform>
                <numerusform>Применить %n изменения</numerusform>
                <numerusform>Применить %n изменений</numerusform>
            </translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Применить</translation>
        </message>
        <message>
            <source>The settings changed: make a plan again.</source>
            <translation>Настройки изменились: составьте план заново.</translation>
        </message>
    </context>
    <context>
        <name>PlanResult</name>
        <message>
            <source>Every hour is covered and every rule is kept.</source>
            <translation>Все часы закрыты, все правила соблюдены.</translation>
        </message>
        <message>
            <source>Fairness, before → after</source>
            <translation>Справедливость: было → стало</translation>
        </message>
        <message>
            <source>Gaps and broken rules</source>
            <translation>Пробелы и нарушенные правила</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Календарь</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Список</translation>
        </message>
        <message>
            <source>Nothing to change: every hour has somebody.</source>
            <translation>Менять нечего: у каждого часа есть дежурный.</translation>
        </message>
        <message numerus="yes">
            <source>%n duties added</source>
            <translation>
                <numerusform>%n дежурство добавлено</numerusform>
                <numerusform>%n дежурства добавлено</numerusform>
                <numerusform>%n дежурств добавлено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed</source>
            <translation>
                <numerusform>%n удалено</numerusform>
                <numerusform>%n удалено</numerusform>
                <numerusform>%n удалено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gaps left</source>
            <translation>
                <numerusform>%n пробел остался</numerusform>
                <numerusform>%n пробела осталось</numerusform>
                <numerusform>%n пробелов осталось</numerusform>
            </translation>
        </message>
        <message>
            <source>Found by the program's own search: the solver HiGHS is not installed.</source>
            <translation>Найдено собственным поиском программы: решатель HiGHS не установлен.</translation>
        </message>
        <message>
            <source>Found by {solver}: no plan is better.</source>
            <translation>Нашёл {solver}: лучшего плана нет.</translation>
        </message>
        <message>
            <source>The best that {solver} found in this time.</source>
            <translation>Лучшее, что {solver} нашёл за это время.</translation>
        </message>
        <message>
            <source>Cost {cost}: {parts}.</source>
            <translation>Цена {cost}: {parts}.</translation>
        </message>
        <message>
            <source>{target} would be fair</source>
            <translation>справедливо было бы {target}</translation>
        </message>
    </context>
    <context>
        <name>PlanSettings</name>
        <message>
            <source>Keep what is there, fill only gaps</source>
            <translation>Не менять готовое, закрыть пробелы</translation>
        </message>
        <message>
            <source>Choose at least one person.</source>
            <translation>Выберите хотя бы одного человека.</translation>
        </message>
        <message>
            <source>A plan covers 400 days at most.</source>
            <translation>План охватывает не больше 400 дней.</translation>
        </message>
        <message>
            <source>no rule</source>
            <translation>без правила</translation>
        </message>
        <message>
            <source>Least rest, hours</source>
            <translation>Отдых не меньше, ч</translation>
        </message>
        <message>
            <source>Fairness looks back, weeks</source>
            <translation>Справедливость за сколько недель</translation>
        </message>
        <message>
            <source>Search at most, seconds</source>
            <translation>Искать не дольше, с</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Дни</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Люди</translation>
        </message>
        <message>
            <source>Nights in 7 days, at most</source>
            <translation>Ночей за 7 дней не больше</translation>
        </message>
    </context>
    <context>
        <name>PlanWords</name>
        <message>
            <source>hours shared less evenly by {hours} h</source>
            <translation>часы неровнее на {hours} ч</translation>
        </message>
        <message>
            <source>weekends shared less evenly</source>
            <translation>выходные неровнее</translation>
        </message>
        <message>
            <source>holidays shared less evenly</source>
            <translation>праздники неровнее</translation>
        </message>
        <message>
            <source>a wish not kept</source>
            <translation>не исполнено пожелание</translation>
        </message>
        <message>
            <source>a wanted duty not given</source>
            <translation>желанное дежурство не отдано</translation>
        </message>
        <message>
            <source>every other night</source>
            <translation>ночи через одну</translation>
        </message>
        <message>
            <source>second weekend in a row</source>
            <translation>вторые выходные подряд</translation>
        </message>
        <message>
            <source>a published duty changed</source>
            <translation>меняется опубликованное дежурство</translation>
        </message>
        <message>
            <source>the plan takes this duty away</source>
            <translation>план забирает это дежурство</translation>
        </message>
        <message>
            <source>the plan adds this duty</source>
            <translation>план добавляет это дежурство</translation>
        </message>
        <message>
            <source>stays as it is</source>
            <translation>остаётся как есть</translation>
        </message>
        <message>
            <source>Gap {times}</source>
            <translation>Пробел {times}</translation>
        </message>
        <message>
            <source>no room beside other duties</source>
            <translation>мешают другие дежурства</translation>
        </message>
        <message>
            <source>cannot: {reasons}</source>
            <translation>нельзя: {reasons}</translation>
        </message>
        <message>
            <source>would cost: {costs}</source>
            <translation>цена: {costs}</translation>
        </message>
        <message>
            <source>could have it as well</source>
            <translation>тоже может</translation>
        </message>
    </context>
    <context>
        <name>PoliciesSection</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Followed by</source>
            <translation>Для кого</translation>
        </message>
        <message>
            <source>Open tickets</source>
            <translation>Открытых заявок</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Версия</translation>
        </message>
        <message>
            <source>Add a policy</source>
            <translation>Добавить политику</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>History</source>
            <translation>История</translation>
        </message>
        <message>
            <source>Use for all others</source>
            <translation>Для всех остальных</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>SLA and OLA</source>
            <translation>SLA и OLA</translation>
        </message>
        <message>
            <source>Like “{name}”</source>
            <translation>Как «{name}»</translation>
        </message>
        <message>
            <source>all others</source>
            <translation>все остальные</translation>
        </message>
        <message>
            <source>{name} ({number})</source>
            <translation>{name} ({number})</translation>
        </message>
    </context>
    <context>
        <name>Policy</name>
        <message>
            <source>Small 24/7</source>
            <translation>Малая команда, 24/7</translation>
        </message>
        <message>
            <source>Business hours</source>
            <translation>Рабочее время</translation>
        </message>
        <message>
            <source>{priority} · {target}</source>
            <translation>{priority} · {target}</translation>
        </message>
        <message>
            <source>{cell}: no target, so no clock runs.</source>
            <translation>{cell}: нормы нет, срок не отсчитывается.</translation>
        </message>
        <message>
            <source>{cell}: the calendar never opens.</source>
            <translation>{cell}: календарь никогда не открывается.</translation>
        </message>
        <message>
            <source>No open ticket follows this policy.</source>
            <translation>По этой политике нет открытых заявок.</translation>
        </message>
        <message>
            <source>Open tickets that follow this policy: {tickets}.</source>
            <translation>Открытых заявок по этой политике: {tickets}.</translation>
        </message>
        <message>
            <source>Recalculated: due earlier {earlier}, due later {later}, late at once {late}.</source>
            <translation>При пересчёте: срок раньше — {earlier}, позже — {later}, сразу просрочены — {late}.</translation>
        </message>
        <message>
            <source>A ticket of priority {priority} that arrives {start} is answered by {due}.</source>
            <translation>На заявку с приоритетом «{priority}», пришедшую {start}, ответят до {due}.</translation>
        </message>
        <message>
            <source>A client who writes again {start} in a ticket of priority {priority} is answered by {due}.</source>
            <translation>Клиенту, снова написавшему {start} в заявке с приоритетом «{priority}», ответят до {due}.</translation>
        </message>
        <message>
            <source>A ticket of priority {priority} that arrives {start} is solved by {due}.</source>
            <translation>Заявка с приоритетом «{priority}», пришедшая {start}, будет решена до {due}.</translation>
        </message>
        <message>
            <source>A ticket of priority {priority} handed to the developers {start} is accepted by {due}.</source>
            <translation>Заявку с приоритетом «{priority}», переданную разработчикам {start}, примут до {due}.</translation>
        </message>
        <message>
            <source>Of a ticket of priority {priority} accepted {start} the developers give word by {due}.</source>
            <translation>По заявке с приоритетом «{priority}», принятой {start}, разработчики откликнутся до {due}.</translation>
        </message>
        <message>
            <source>A ticket of priority {priority} accepted by the developers {start} is fixed by {due}.</source>
            <translation>Заявка с приоритетом «{priority}», принятая разработчиками {start}, будет исправлена до {due}.</translation>
        </message>
        <message>
            <source>For a ticket of priority {priority} returned {start} support supplies the details by {due}.</source>
            <translation>По заявке с приоритетом «{priority}», возвращённой {start}, поддержка даст данные до {due}.</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Предупреждения</translation>
        </message>
        <message>
            <source>Reopens within</source>
            <translation>Открывается снова в течение</translation>
        </message>
        <message>
            <source>Closes after solving</source>
            <translation>Закрывается после решения через</translation>
        </message>
        <message>
            <source>Reserve of the OLA</source>
            <translation>Резерв OLA</translation>
        </message>
        <message>
            <source>{what}: {old} → {new}</source>
            <translation>{what}: {old} → {new}</translation>
        </message>
        <message>
            <source>+{span} out of hours by the wall clock</source>
            <translation>+{span} вне рабочих часов по настенным часам</translation>
        </message>
        <message>
            <source>+{span} out of hours</source>
            <translation>+{span} вне рабочих часов</translation>
        </message>
        <message>
            <source>paused while with the developers</source>
            <translation>стоит, пока у разработчиков</translation>
        </message>
    </context>
    <context>
        <name>PolicyCell</name>
        <message>
            <source>Counted in</source>
            <translation>Считать по календарю</translation>
        </message>
        <message>
            <source>Starting out of hours, add</source>
            <translation>Начало вне часов: добавить</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>нисколько</translation>
        </message>
        <message>
            <source>How the extra time is counted</source>
            <translation>Как считать добавленное время</translation>
        </message>
        <message>
            <source>of business time</source>
            <translation>рабочего времени</translation>
        </message>
        <message>
            <source>by the wall clock</source>
            <translation>по часам на стене</translation>
        </message>
        <message>
            <source>Stands still while deferred or with the developers</source>
            <translation>Стоит, пока заявка отложена или у разработчиков</translation>
        </message>
    </context>
    <context>
        <name>PolicyForm</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>Нормы</translation>
        </message>
        <message>
            <source>Type a length into a cell: 15m, 4h, 3bd (business days). An empty cell promises nothing. Arrows move, Enter edits, Delete empties.</source>
            <translation>Наберите длительность прямо в ячейке: 15 мин, 4 ч, 3 рд (рабочие дни). Пустая ячейка ничего не обещает. Стрелки — переход, Enter — правка, Delete — очистить.</translation>
        </message>
        <message>
            <source>Recalculate the open tickets too</source>
            <translation>Пересчитать и открытые заявки</translation>
        </message>
        <message>
            <source>Otherwise the new version applies to tickets that come from now on.</source>
            <translation>Иначе новая версия действует только для новых заявок.</translation>
        </message>
    </context>
    <context>
        <name>PolicyHistory</name>
        <message>
            <source>History of “{name}”</source>
            <translation>История политики «{name}»</translation>
        </message>
        <message>
            <source>Tickets stand with the version that judged them last. What has stopped stays judged as it was.</source>
            <translation>Заявка стоит у той версии, по которой считалась последней. Что уже остановлено, остаётся как было.</translation>
        </message>
        <message>
            <source>Close the history</source>
            <translation>Закрыть историю</translation>
        </message>
        <message>
            <source>Version {number}</source>
            <translation>Версия {number}</translation>
        </message>
        <message>
            <source>from the beginning</source>
            <translation>с самого начала</translation>
        </message>
        <message>
            <source>from {moment}</source>
            <translation>с {moment}</translation>
        </message>
        <message>
            <source>The first version</source>
            <translation>Первая версия</translation>
        </message>
        <message>
            <source>Nothing is promised otherwise</source>
            <translation>Обещания те же</translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n заявка</numerusform>
                <numerusform>%n заявки</numerusform>
                <numerusform>%n заявок</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PolicyOptions</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n день</numerusform>
                <numerusform>%n дня</numerusform>
                <numerusform>%n дней</numerusform>
            </translation>
        </message>
        <message>
            <source>Warn when so much is used, %</source>
            <translation>Предупреждать, когда прошло, %</translation>
        </message>
        <message>
            <source>Solved, can be reopened within</source>
            <translation>Решённую можно открыть снова</translation>
        </message>
        <message>
            <source>Solved, closes after</source>
            <translation>Решённая закрывается через</translation>
        </message>
        <message>
            <source>Reserve before the solution is due</source>
            <translation>Запас до срока решения</translation>
        </message>
        <message>
            <source>no warning</source>
            <translation>без предупреждений</translation>
        </message>
        <message numerus="yes">
            <source>%n business day(s)</source>
            <translation>
                <numerusform>%n рабочий день</numerusform>
                <numerusform>%n рабочих дня</numerusform>
                <numerusform>%n рабочих дней</numerusform>
            </translation>
        </message>
        <message>
            <source>never by itself</source>
            <translation>никогда сама</translation>
        </message>
    </context>
    <context>
        <name>PolicyOwners</name>
        <message>
            <source>Who follows which policy</source>
            <translation>Кто по какой политике</translation>
        </message>
        <message>
            <source>A new ticket follows the policy of its organisation; without one, that of its category; without one, the policy for all others. Tickets that are open already keep theirs.</source>
            <translation>Новая заявка идёт по политике своей организации; если её нет — категории; если и её нет — по политике для остальных. Уже открытые заявки остаются при своей.</translation>
        </message>
        <message>
            <source>Organisation or category</source>
            <translation>Организация или категория</translation>
        </message>
        <message>
            <source>follows</source>
            <translation>идёт по политике</translation>
        </message>
        <message>
            <source>Its policy</source>
            <translation>Её политика</translation>
        </message>
        <message>
            <source>There is no organisation and no category yet.</source>
            <translation>Организаций и категорий пока нет.</translation>
        </message>
        <message>
            <source>Let them follow it too</source>
            <translation>Пусть следуют и они</translation>
        </message>
        <message>
            <source>the next in this order</source>
            <translation>следующая по порядку</translation>
        </message>
        <message numerus="yes">
            <source>%n open ticket(s) follow another policy.</source>
            <translation>
                <numerusform>%n открытая заявка живёт по другой политике.</numerusform>
                <numerusform>%n открытые заявки живут по другой политике.</numerusform>
                <numerusform>%n открытых заявок живут по другой политике.</numerusform>
            </translation>
        </message>
        <message>
            <source>Organisation: {name}</source>
            <translation>Организация: {name}</translation>
        </message>
        <message>
            <source>Category: {name}</source>
            <translation>Категория: {name}</translation>
        </message>
    </context>
    <context>
        <name>PrintSheet</name>
        <message>
            <source>With internal notes</source>
            <translation>С внутренними заметками</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Печать</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>Сохранить как PDF</translation>
        </message>
        <message>
            <source>Without them it can be given to the client.</source>
            <translation>Без них лист можно отдать клиенту.</translation>
        </message>
        <message>
            <source>Go on…</source>
            <translation>Дальше…</translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <source>Save the conversation as</source>
            <translation>Сохранить переписку как</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Документы PDF (*.pdf)</translation>
        </message>
        <message>
            <source>The conversation went to the printer.</source>
            <translation>Переписка отправлена на печать.</translation>
        </message>
    </context>
    <context>
        <name>Priority</name>
        <message>
            <source>Low</source>
            <translation>Низкий</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Обычный</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Высокий</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>Критический</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>PromiseSheet</name>
        <message>
            <source>Promise an answer: #{number}</source>
            <translation>Обещать ответ: #{number}</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обещать</translation>
        </message>
        <message>
            <source>Answer by</source>
            <translation>Ответить до</translation>
        </message>
        <message>
            <source>In business hours. The next public answer keeps it.</source>
            <translation>В рабочее время. Обещание выполнит следующий ответ клиенту.</translation>
        </message>
        <message>
            <source>Out of business hours: nobody works then.</source>
            <translation>Нерабочее время: в этот момент никто не работает.</translation>
        </message>
        <message>
            <source>Out of business hours: nobody works until {when}</source>
            <translation>Нерабочее время, никто не работает до: {when}</translation>
        </message>
    </context>
    <context>
        <name>PropertiesBar</name>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Исполнитель</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Категория</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Теги</translation>
        </message>
        <message>
            <source>Service level</source>
            <translation>Уровень сервиса</translation>
        </message>
        <message>
            <source>Change: {name}</source>
            <translation>Изменить: {name}</translation>
        </message>
        <message>
            <source>Unassigned</source>
            <translation>Без исполнителя</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Без категории</translation>
        </message>
        <message>
            <source>No tags</source>
            <translation>Без тегов</translation>
        </message>
        <message>
            <source>No service level</source>
            <translation>Без уровня сервиса</translation>
        </message>
    </context>
    <context>
        <name>PublishSheet</name>
        <message>
            <source>Publish drafts</source>
            <translation>Опубликовать черновики</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Опубликовать</translation>
        </message>
        <message>
            <source>Duties that begin</source>
            <translation>Начало дежурств</translation>
        </message>
        <message>
            <source>Who is told what</source>
            <translation>Кому что сообщат</translation>
        </message>
        <message numerus="yes">
            <source>%n duties</source>
            <translation>
                <numerusform>%n дежурство</numerusform>
                <numerusform>%n дежурства</numerusform>
                <numerusform>%n дежурств</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nights</source>
            <translation>
                <numerusform>%n ночь</numerusform>
                <numerusform>%n ночи</numerusform>
                <numerusform>%n ночей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n weekends</source>
            <translation>
                <numerusform>%n выходные</numerusform>
                <numerusform>%n выходных</numerusform>
                <numerusform>%n выходных</numerusform>
            </translation>
        </message>
        <message>
            <source>Each gets one notice with all of these. Others hear nothing.</source>
            <translation>Каждый получит одно уведомление обо всех. Остальным ничего не придёт.</translation>
        </message>
        <message>
            <source>There are no drafts in these days.</source>
            <translation>В эти дни черновиков нет.</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Pages</source>
            <translation>Страницы</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message numerus="yes">
            <source>%n need(s) you</source>
            <translation>
                <numerusform>%n ждёт вас</numerusform>
                <numerusform>%n ждут вас</numerusform>
                <numerusform>%n ждут вас</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReasonPopover</name>
        <message>
            <source>Keep with this reason</source>
            <translation>Оставить с этой причиной</translation>
        </message>
        <message>
            <source>Another person or time…</source>
            <translation>Другой человек или время…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>why it is accepted all the same</source>
            <translation>почему это всё же допустимо</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>▲ {person}: {conflicts}</source>
            <translation>▲ {person}: {conflicts}</translation>
        </message>
    </context>
    <context>
        <name>RecipientChip</name>
        <message>
            <source>{person}: not on this ticket, gets nothing. Click to add.</source>
            <translation>{person}: не участвует в заявке, ничего не получит. Нажмите, чтобы добавить.</translation>
        </message>
        <message>
            <source>{person}: new on this ticket. Click to approve.</source>
            <translation>{person}: новый адрес в этой заявке. Нажмите, чтобы подтвердить.</translation>
        </message>
        <message>
            <source>{person}: this is not an address.</source>
            <translation>{person}: это не адрес.</translation>
        </message>
    </context>
    <context>
        <name>RecipientsBlock</name>
        <message>
            <source>To</source>
            <translation>Кому</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Копия</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Скрытая</translation>
        </message>
        <message>
            <source>Cc Bcc</source>
            <translation>Копии</translation>
        </message>
        <message>
            <source>Show Cc and Bcc</source>
            <translation>Показать копию и скрытую копию</translation>
        </message>
        <message numerus="yes">
            <source>+%n in copy</source>
            <translation>
                <numerusform>Ещё %n в копии</numerusform>
                <numerusform>Ещё %n в копии</numerusform>
                <numerusform>Ещё %n в копии</numerusform>
            </translation>
        </message>
        <message>
            <source>The client put them into copy; they get nothing before you click them.</source>
            <translation>Их поставил в копию клиент; они ничего не получат, пока вы их не нажмёте.</translation>
        </message>
        <message>
            <source>Reply-To…</source>
            <translation>Другой адрес…</translation>
        </message>
        <message>
            <source>The letter asks to be answered at {address}. Click to use it.</source>
            <translation>Письмо просит отвечать на {address}. Нажмите, чтобы использовать этот адрес.</translation>
        </message>
    </context>
    <context>
        <name>RecordForm</name>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>RecordSection</name>
        <message>
            <source>Move up</source>
            <translation>Выше</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Ниже</translation>
        </message>
    </context>
    <context>
        <name>RelatedList</name>
        <message>
            <source>Take the link to #{number} away</source>
            <translation>Убрать связь с #{number}</translation>
        </message>
    </context>
    <context>
        <name>ReminderSheet</name>
        <message>
            <source>Remind later</source>
            <translation>Напомнить позже</translation>
        </message>
        <message>
            <source>Remind</source>
            <translation>Напомнить</translation>
        </message>
        <message>
            <source>Remind on</source>
            <translation>Напомнить</translation>
        </message>
    </context>
    <context>
        <name>RequirementForm</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Holidays</source>
            <translation>Праздники</translation>
        </message>
        <message>
            <source>People at once</source>
            <translation>Человек сразу</translation>
        </message>
        <message>
            <source>Skill</source>
            <translation>Навык</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Sa, Su 9-21</source>
            <translation>Сб, Вс 9-21</translation>
        </message>
        <message>
            <source>none needed</source>
            <translation>не нужен</translation>
        </message>
    </context>
    <context>
        <name>RequirementsSection</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>People at once</source>
            <translation>Человек сразу</translation>
        </message>
        <message>
            <source>Skill</source>
            <translation>Навык</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Nothing is asked for besides. Add a requirement for hours in which one person is not enough.</source>
            <translation>Других требований нет. Добавьте требование на часы, когда одного дежурного мало.</translation>
        </message>
        <message>
            <source>Add a requirement</source>
            <translation>Добавить требование</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Duty: coverage</source>
            <translation>Дежурства: покрытие</translation>
        </message>
        <message>
            <source>Service levels already ask for somebody out of working hours. Add here what is needed besides: two people on weekends, or somebody with a skill.</source>
            <translation>Уровни обслуживания уже требуют дежурного вне рабочего времени. Здесь добавьте остальное: двух человек в выходные или человека с навыком.</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
    </context>
    <context>
        <name>RestRulesSection</name>
        <message>
            <source>Usual: 11 h rest, 48 h a week</source>
            <translation>Обычные: отдых 11 ч, 48 ч в неделю</translation>
        </message>
        <message>
            <source>European Union: directive 2003/88</source>
            <translation>Евросоюз: директива 2003/88</translation>
        </message>
        <message>
            <source>Russia: Labour Code</source>
            <translation>Россия: Трудовой кодекс</translation>
        </message>
        <message>
            <source>Rules of rest</source>
            <translation>Правила отдыха</translation>
        </message>
        <message>
            <source>Presets name the law they follow. They inform and are no legal advice; each figure can be changed.</source>
            <translation>Наборы называют свой закон. Это справка, а не юридический совет; каждое число можно изменить.</translation>
        </message>
        <message>
            <source>Least rest, hours</source>
            <translation>Отдых не меньше, ч</translation>
        </message>
        <message>
            <source>Between two duties; where working hours count, work as well.</source>
            <translation>Между двумя дежурствами; если рабочие часы считаются, то и до работы.</translation>
        </message>
        <message>
            <source>On average over the weeks below.</source>
            <translation>В среднем за недели ниже.</translation>
        </message>
        <message>
            <source>Averaged over, weeks</source>
            <translation>В среднем за, недель</translation>
        </message>
        <message>
            <source>Weekly rest, hours</source>
            <translation>Отдых в неделю, ч</translation>
        </message>
        <message>
            <source>The longest time off in each week.</source>
            <translation>Самое долгое свободное время в каждой неделе.</translation>
        </message>
        <message>
            <source>Nights in 7 days</source>
            <translation>Ночей за 7 дней</translation>
        </message>
        <message>
            <source>Weekends in a row</source>
            <translation>Выходных подряд</translation>
        </message>
        <message>
            <source>Hours a week</source>
            <translation>Часов в неделю</translation>
        </message>
        <message>
            <source>Night from</source>
            <translation>Ночь с</translation>
        </message>
        <message>
            <source>Night until</source>
            <translation>Ночь до</translation>
        </message>
        <message>
            <source>A night duty has of it at least, hours</source>
            <translation>Ночное дежурство: не меньше часов ночи</translation>
        </message>
        <message>
            <source>Nights are counted by this, in the rule above and in fairness.</source>
            <translation>По этому считаются ночи – и в правиле выше, и в справедливости.</translation>
        </message>
        <message>
            <source>Two duties may follow each other</source>
            <translation>Два дежурства могут идти подряд</translation>
        </message>
        <message>
            <source>Working hours count</source>
            <translation>Рабочие часы считаются</translation>
        </message>
        <message>
            <source>Everybody is taken to be at work in the team's working hours. Leave this off where people rest on the day after a night.</source>
            <translation>Считается, что в рабочие часы команды работают все. Не включайте, если после ночи днём отдыхают.</translation>
        </message>
        <message>
            <source>Duty: rest</source>
            <translation>Дежурства: отдых</translation>
        </message>
        <message>
            <source>Rules of our own</source>
            <translation>Свои правила</translation>
        </message>
        <message>
            <source>no rule</source>
            <translation>без правила</translation>
        </message>
    </context>
    <context>
        <name>Restoring</name>
        <message>
            <source>A backup to restore</source>
            <translation>Копия для восстановления</translation>
        </message>
        <message>
            <source>Backups (*.sqlite3 *.deskbackup)</source>
            <translation>Резервные копии (*.sqlite3 *.deskbackup)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) restored.</source>
            <translation>
                <numerusform>Восстановлена %n заявка.</numerusform>
                <numerusform>Восстановлены %n заявки.</numerusform>
                <numerusform>Восстановлено %n заявок.</numerusform>
            </translation>
        </message>
        <message>
            <source>The data before are kept in {path}.</source>
            <translation>Прежние данные сохранены: {path}.</translation>
        </message>
        <message numerus="yes">
            <source>%n mail(s) that waited when the backup was made may have gone out since: look at them in their tickets.</source>
            <translation>
                <numerusform>%n письмо, ждавшее отправки при создании копии, могло с тех пор уйти: проверьте его в заявке.</numerusform>
                <numerusform>%n письма, ждавшие отправки при создании копии, могли с тех пор уйти: проверьте их в заявках.</numerusform>
                <numerusform>%n писем, ждавших отправки при создании копии, могли с тех пор уйти: проверьте их в заявках.</numerusform>
            </translation>
        </message>
        <message>
            <source>Password of the backup</source>
            <translation>Пароль копии</translation>
        </message>
        <message>
            <source>Open the backup</source>
            <translation>Открыть копию</translation>
        </message>
        <message>
            <source>Restore the backup of {when}?</source>
            <translation>Восстановить копию от {when}?</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Восстановить</translation>
        </message>
        <message numerus="yes">
            <source>It is whole and holds %n ticket(s).</source>
            <translation>
                <numerusform>Копия цела, в ней %n заявка.</numerusform>
                <numerusform>Копия цела, в ней %n заявки.</numerusform>
                <numerusform>Копия цела, в ней %n заявок.</numerusform>
            </translation>
        </message>
        <message>
            <source>The last change in it is from {when}.</source>
            <translation>Последнее изменение в ней: {when}.</translation>
        </message>
        <message>
            <source>What came later cannot be counted; it is set aside, not deleted.</source>
            <translation>Что пришло позже, сосчитать нельзя; оно откладывается, а не удаляется.</translation>
        </message>
        <message numerus="yes">
            <source>%n newer ticket(s) are set aside, not deleted.</source>
            <translation>
                <numerusform>%n более новая заявка откладывается, а не удаляется.</numerusform>
                <numerusform>%n более новые заявки откладываются, а не удаляются.</numerusform>
                <numerusform>%n более новых заявок откладываются, а не удаляются.</numerusform>
            </translation>
        </message>
        <message>
            <source>The present data are archived among the backups first. Everybody who works on this database gets the restored data.</source>
            <translation>Нынешние данные сначала сохраняются среди копий. Восстановленные данные получат все, кто работает с этой базой.</translation>
        </message>
        <message>
            <source>The present data are kept beside the database; the name ends in .before-restore.</source>
            <translation>Нынешние данные сохраняются рядом с базой; имя кончается на .before-restore.</translation>
        </message>
    </context>
    <context>
        <name>Role</name>
        <message>
            <source>Agent</source>
            <translation>Сотрудник поддержки</translation>
        </message>
        <message>
            <source>Developer</source>
            <translation>Разработчик</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Руководитель</translation>
        </message>
    </context>
    <context>
        <name>Room</name>
        <message>
            <source>Inbox</source>
            <translation>Входящие</translation>
        </message>
        <message>
            <source>Duty</source>
            <translation>Дежурства</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
    </context>
    <context>
        <name>Rule</name>
        <message>
            <source>Recipient address</source>
            <translation>Адрес получателя</translation>
        </message>
        <message>
            <source>Sender address</source>
            <translation>Адрес отправителя</translation>
        </message>
        <message>
            <source>Words in subject or text</source>
            <translation>Слова в теме или тексте</translation>
        </message>
        <message>
            <source>Words in the subject</source>
            <translation>Слова в теме</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Организация</translation>
        </message>
        <message>
            <source>Mailbox</source>
            <translation>Почтовый ящик</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>Заголовок письма</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Категория</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Исполнитель</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Теги</translation>
        </message>
        <message>
            <source>{field}: {value} (rule “{rule}”)</source>
            <translation>{field}: {value} (правило «{rule}»)</translation>
        </message>
    </context>
    <context>
        <name>RuleForm</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Категория</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Исполнитель</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Теги</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>не менять</translation>
        </message>
        <message>
            <source>In force</source>
            <translation>Действует</translation>
        </message>
    </context>
    <context>
        <name>RuleTrial</name>
        <message>
            <source>Try a mail</source>
            <translation>Проверить на письме</translation>
        </message>
        <message>
            <source>Choose one that came</source>
            <translation>Выберите пришедшее письмо</translation>
        </message>
        <message>
            <source>No rule applies: Normal priority, nobody assigned.</source>
            <translation>Ни одно правило не подходит: приоритет обычный, исполнитель не назначен.</translation>
        </message>
    </context>
    <context>
        <name>RulesSection</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Sets</source>
            <translation>Задаёт</translation>
        </message>
        <message>
            <source>No rules yet. Begin with an urgent address: mail to it becomes Critical, and can wake whoever is on duty.</source>
            <translation>Правил пока нет. Начните со срочного адреса: письма на него становятся критическими и могут разбудить дежурного.</translation>
        </message>
        <message>
            <source>Add a rule</source>
            <translation>Добавить правило</translation>
        </message>
        <message>
            <source>Urgent address</source>
            <translation>Срочный адрес</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Urgent address…</source>
            <translation>Срочный адрес…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Rules at arrival</source>
            <translation>Правила приёма почты</translation>
        </message>
        <message>
            <source>Asked from top to bottom for each new ticket that comes by mail. For each field the first rule that matches wins, and the ticket’s history names it. Without a rule no mail is ever Critical.</source>
            <translation>Проверяются сверху вниз для каждой новой заявки из почты. Для каждого поля действует первое подошедшее правило, и история заявки его называет. Без правил ни одно письмо не станет критическим.</translation>
        </message>
        <message>
            <source>{name} (off)</source>
            <translation>{name} (выключено)</translation>
        </message>
    </context>
    <context>
        <name>SavedNotice</name>
        <message>
            <source>Saved: {path}</source>
            <translation>Сохранено: {path}</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Показать в папке</translation>
        </message>
    </context>
    <context>
        <name>SavedViewSheet</name>
        <message>
            <source>For everyone in the team</source>
            <translation>Для всей команды</translation>
        </message>
        <message>
            <source>Save search as a view</source>
            <translation>Сохранить поиск как представление</translation>
        </message>
        <message>
            <source>Edit view</source>
            <translation>Изменить представление</translation>
        </message>
        <message>
            <source>Save view</source>
            <translation>Сохранить представление</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
    </context>
    <context>
        <name>SavedViewsList</name>
        <message>
            <source>Edit view…</source>
            <translation>Изменить представление…</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Выше</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Ниже</translation>
        </message>
        <message>
            <source>Delete view</source>
            <translation>Удалить представление</translation>
        </message>
    </context>
    <context>
        <name>SavingPart</name>
        <message>
            <source>Applies to new tickets only</source>
            <translation>Только для новых заявок</translation>
        </message>
        <message>
            <source>To new tickets from</source>
            <translation>Для новых заявок с</translation>
        </message>
        <message>
            <source>First day of the new hours</source>
            <translation>Первый день новых часов</translation>
        </message>
        <message>
            <source>Recompute open tickets too</source>
            <translation>Пересчитать и открытые заявки</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Сбросить</translation>
        </message>
        <message numerus="yes">
            <source>%n open ticket(s) keep the dates that were promised.</source>
            <translation>
                <numerusform>%n открытая заявка сохранит обещанный срок.</numerusform>
                <numerusform>%n открытые заявки сохранят обещанные сроки.</numerusform>
                <numerusform>%n открытых заявок сохранят обещанные сроки.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open ticket(s):</source>
            <translation>
                <numerusform>%n открытая заявка:</numerusform>
                <numerusform>%n открытые заявки:</numerusform>
                <numerusform>%n открытых заявок:</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} due earlier,</source>
            <translation>срок раньше у {count},</translation>
        </message>
        <message>
            <source>{count} due later,</source>
            <translation>срок позже у {count},</translation>
        </message>
        <message>
            <source>{count} become late.</source>
            <translation>просроченными станут {count}.</translation>
        </message>
        <message>
            <source>Version {number}, planned from {moment}, will not come into force: these hours take its place.</source>
            <translation>Версия {number}, запланированная с {moment}, не вступит в силу: её заменят эти часы.</translation>
        </message>
    </context>
    <context>
        <name>ScheduledLine</name>
        <message>
            <source>Send now</source>
            <translation>Отправить сейчас</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Cancel sending</source>
            <translation>Не отправлять</translation>
        </message>
        <message>
            <source>Somebody wrote meanwhile.</source>
            <translation>За это время кто-то написал.</translation>
        </message>
        <message>
            <source>The reply was not sent. {reason}</source>
            <translation>Ответ не отправлен. {reason}</translation>
        </message>
        <message>
            <source>{person}: leaves {when}</source>
            <translation>{person}: уйдёт {when}</translation>
        </message>
    </context>
    <context>
        <name>SelectionPanel</name>
        <message>
            <source>Chosen duty</source>
            <translation>Выбранное дежурство</translation>
        </message>
        <message>
            <source>Choose a duty by a click or with the arrows. Drag on empty hours to add one, or mark hours with Shift and press Enter.</source>
            <translation>Выберите дежурство щелчком или стрелками. Чтобы добавить новое, протяните мышью по свободным часам или отметьте часы с Shift и нажмите Enter.</translation>
        </message>
        <message>
            <source>Hand-over</source>
            <translation>Передача</translation>
        </message>
        <message>
            <source>Rest before</source>
            <translation>Отдых перед ним</translation>
        </message>
        <message>
            <source>Hours this week</source>
            <translation>Часов за неделю</translation>
        </message>
        <message>
            <source>Comes from</source>
            <translation>Откуда</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>черновик</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>закреплено</translation>
        </message>
        <message>
            <source>from {before} to {after}</source>
            <translation>от: {before}; кому: {after}</translation>
        </message>
        <message>
            <source>the team at work</source>
            <translation>команда на работе</translation>
        </message>
        <message>
            <source>nobody (gap)</source>
            <translation>никого (пробел)</translation>
        </message>
        <message>
            <source>should be {limit}</source>
            <translation>нужно {limit}</translation>
        </message>
        <message>
            <source>limit {limit}</source>
            <translation>предел {limit}</translation>
        </message>
    </context>
    <context>
        <name>SendButton</name>
        <message>
            <source>Send and keep open</source>
            <translation>Отправить и не закрывать</translation>
        </message>
        <message>
            <source>Other ways to send</source>
            <translation>Другие варианты отправки</translation>
        </message>
        <message>
            <source>Send later</source>
            <translation>Отправить позже</translation>
        </message>
        <message>
            <source>Tomorrow morning</source>
            <translation>Завтра утром</translation>
        </message>
        <message>
            <source>On Monday morning</source>
            <translation>В понедельник утром</translation>
        </message>
        <message>
            <source>Choose a date…</source>
            <translation>Выбрать дату…</translation>
        </message>
    </context>
    <context>
        <name>SendLaterSheet</name>
        <message>
            <source>Send later</source>
            <translation>Отправить позже</translation>
        </message>
        <message>
            <source>It leaves</source>
            <translation>Уйдёт</translation>
        </message>
    </context>
    <context>
        <name>Sending</name>
        <message>
            <source>“{address}” is not an address. Mend it or take it away.</source>
            <translation>«{address}» — не адрес. Исправьте или уберите.</translation>
        </message>
        <message>
            <source>{address} is new on this ticket and would read the conversation.</source>
            <translation>{address}: новый адрес в этой заявке; получатель увидит переписку.</translation>
        </message>
        <message>
            <source>Approve and send</source>
            <translation>Подтвердить и отправить</translation>
        </message>
        <message>
            <source>Still empty: {names}. Fill it in or take it out.</source>
            <translation>Не заполнено: {names}. Заполните или уберите.</translation>
        </message>
        <message>
            <source>{author} replied while you were writing. Your text is kept below.</source>
            <translation>Пока вы писали, пришёл новый ответ: {author}. Ваш текст сохранён ниже.</translation>
        </message>
        <message>
            <source>Send anyway</source>
            <translation>Всё равно отправить</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Discard mine</source>
            <translation>Удалить мой</translation>
        </message>
        <message>
            <source>Your text was discarded.</source>
            <translation>Ваш текст удалён.</translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation>Вернуть</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Find a setting</source>
            <translation>Найти настройку</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Разделы</translation>
        </message>
        <message>
            <source>Changes are saved at once.</source>
            <translation>Изменения сохраняются сразу.</translation>
        </message>
        <message>
            <source>Changes are saved at once. Undo with {keys}.</source>
            <translation>Изменения сохраняются сразу. Отмена — {keys}.</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Taken back: {what}</source>
            <translation>Отменено: {what}</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Повторить</translation>
        </message>
    </context>
    <context>
        <name>ShellCommands</name>
        <message>
            <source>Checking the backup…</source>
            <translation>Проверяем копию…</translation>
        </message>
    </context>
    <context>
        <name>ShiftRows</name>
        <message>
            <source>Add a shift</source>
            <translation>Добавить смену</translation>
        </message>
        <message>
            <source>A shift lies outside of the schedule’s time.</source>
            <translation>Смена выходит за время графика.</translation>
        </message>
    </context>
    <context>
        <name>ShortcutEditor</name>
        <message>
            <source>Command</source>
            <translation>Команда</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Сочетание</translation>
        </message>
        <message>
            <source>Usually</source>
            <translation>Обычно</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>New shortcut</source>
            <translation>Новое сочетание</translation>
        </message>
        <message>
            <source>Press the new keys</source>
            <translation>Нажмите новые клавиши</translation>
        </message>
        <message>
            <source>No shortcut</source>
            <translation>Без сочетания</translation>
        </message>
        <message>
            <source>The usual one</source>
            <translation>Обычное</translation>
        </message>
        <message>
            <source>All as usual</source>
            <translation>Все обычные</translation>
        </message>
        <message>
            <source>Choose a command in the list first.</source>
            <translation>Сначала выберите команду в списке.</translation>
        </message>
        <message>
            <source>{keys} is “{command}” already: give that one other keys first.</source>
            <translation>{keys} – уже «{command}»: сначала дайте той команде другие клавиши.</translation>
        </message>
        <message>
            <source>A shortcut needs Ctrl or Alt, or is a function key.</source>
            <translation>Сочетанию нужны Ctrl или Alt, либо это функциональная клавиша.</translation>
        </message>
        <message>
            <source>Alt with a letter opens a menu.</source>
            <translation>Alt с буквой открывает меню.</translation>
        </message>
        <message>
            <source>Signs are on other keys in the Russian layout; choose a letter.</source>
            <translation>В русской раскладке знаки на других клавишах; выберите букву.</translation>
        </message>
        <message>
            <source>{keys} belongs to the system.</source>
            <translation>{keys} занято системой.</translation>
        </message>
        <message>
            <source>{keys} belongs to typing.</source>
            <translation>{keys} нужно для набора текста.</translation>
        </message>
        <message>
            <source>Click a command and press its new keys, in either layout.</source>
            <translation>Щёлкните команду и нажмите новые клавиши, в любой раскладке.</translation>
        </message>
    </context>
    <context>
        <name>ShortcutList</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Find a command or a key</source>
            <translation>Найти команду или клавишу</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Команда</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Сочетание</translation>
        </message>
        <message>
            <source>In the ticket list</source>
            <translation>В списке заявок</translation>
        </message>
    </context>
    <context>
        <name>SignInPanel</name>
        <message>
            <source>Signed in. Sign in again to change the account.</source>
            <translation>Вход выполнен. Чтобы сменить учётную запись, войдите снова.</translation>
        </message>
        <message>
            <source>Not signed in yet.</source>
            <translation>Вход ещё не выполнен.</translation>
        </message>
        <message>
            <source>The sign-in was not finished.</source>
            <translation>Вход не завершён.</translation>
        </message>
        <message>
            <source>You are signed in. You can close this page.</source>
            <translation>Вход выполнен. Эту страницу можно закрыть.</translation>
        </message>
        <message>
            <source>The sign-in did not work. Duty Desk says why.</source>
            <translation>Войти не удалось. Причина указана в Duty Desk.</translation>
        </message>
        <message>
            <source>Sign in on the page that your browser shows.</source>
            <translation>Войдите на странице, открытой в браузере.</translation>
        </message>
        <message>
            <source>No browser opened. Open this address yourself:</source>
            <translation>Браузер не открылся. Откройте этот адрес сами:</translation>
        </message>
        <message>
            <source>Open {address} on any device and type this code.</source>
            <translation>Откройте {address} на любом устройстве и введите этот код.</translation>
        </message>
        <message>
            <source>Signed in. Test and save to keep it.</source>
            <translation>Вход выполнен. Нажмите «Проверить и сохранить», чтобы сохранить его.</translation>
        </message>
        <message>
            <source>Asking the provider…</source>
            <translation>Запрос к провайдеру…</translation>
        </message>
        <message>
            <source>Sign in…</source>
            <translation>Войти…</translation>
        </message>
        <message>
            <source>Use a code</source>
            <translation>Войти по коду</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Code or address to copy</source>
            <translation>Код или адрес для копирования</translation>
        </message>
    </context>
    <context>
        <name>SkillsForm</name>
        <message>
            <source>Skills of {name}</source>
            <translation>Навыки: {name}</translation>
        </message>
        <message>
            <source>databases, network</source>
            <translation>базы данных, сеть</translation>
        </message>
    </context>
    <context>
        <name>SkillsSection</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Skills</source>
            <translation>Навыки</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Duty: skills</source>
            <translation>Дежурства: навыки</translation>
        </message>
    </context>
    <context>
        <name>Sla</name>
        <message>
            <source>no due time</source>
            <translation>срока нет</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} с</translation>
        </message>
        <message>
            <source>No deadline runs for this ticket.</source>
            <translation>По этой заявке сроки не идут.</translation>
        </message>
        <message>
            <source>{target}: {result}.</source>
            <translation>{target}: {result}.</translation>
        </message>
        <message>
            <source>{target}: no due time, its calendar never opens.</source>
            <translation>{target}: срока нет, календарь никогда не открывается.</translation>
        </message>
        <message>
            <source>{target}: overdue by {span}, was due {due}.</source>
            <translation>{target}: просрочено на {span}, срок был {due}.</translation>
        </message>
        <message>
            <source>{target}: was due {due} at closing time; in time until {late}.</source>
            <translation>{target}: срок был {due}, к закрытию; ответ до {late} – вовремя.</translation>
        </message>
        <message>
            <source>{target}: due {due}, in {span}.</source>
            <translation>{target}: срок {due}, через {span}.</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>пауза</translation>
        </message>
        <message>
            <source>met</source>
            <translation>в срок</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>не в срок</translation>
        </message>
        <message>
            <source>late by a change</source>
            <translation>поздно из-за смены условий</translation>
        </message>
        <message>
            <source>excused</source>
            <translation>снято</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменено</translation>
        </message>
        <message>
            <source>merged</source>
            <translation>объединено</translation>
        </message>
        <message>
            <source>On track</source>
            <translation>В норме</translation>
        </message>
        <message>
            <source>Due soon</source>
            <translation>Скоро срок</translation>
        </message>
        <message>
            <source>Almost due</source>
            <translation>Срок истекает</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Просрочено</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Met</source>
            <translation>В срок</translation>
        </message>
        <message>
            <source>With the developers</source>
            <translation>У разработчиков</translation>
        </message>
        <message>
            <source>No SLA</source>
            <translation>Без SLA</translation>
        </message>
        <message>
            <source>First reply</source>
            <translation>Первый ответ</translation>
        </message>
        <message>
            <source>Next reply</source>
            <translation>След. ответ</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обещание</translation>
        </message>
        <message>
            <source>Resolve</source>
            <translation>Решение</translation>
        </message>
        <message>
            <source>Accept (OLA)</source>
            <translation>Приём (OLA)</translation>
        </message>
        <message>
            <source>Feedback (OLA)</source>
            <translation>Отклик (OLA)</translation>
        </message>
        <message>
            <source>Fix (OLA)</source>
            <translation>Готово (OLA)</translation>
        </message>
        <message>
            <source>Details (OLA)</source>
            <translation>Сведения (OLA)</translation>
        </message>
    </context>
    <context>
        <name>SlaStrip</name>
        <message>
            <source>Received {time}</source>
            <translation>Получено {time}</translation>
        </message>
        <message>
            <source>{clock} due {time}</source>
            <translation>{clock}: срок {time}</translation>
        </message>
        <message>
            <source>Now {time}</source>
            <translation>Сейчас {time}</translation>
        </message>
    </context>
    <context>
        <name>SortingCommands</name>
        <message numerus="yes">
            <source>Merge %n ticket(s)</source>
            <translation>
                <numerusform>Объединить %n заявку</numerusform>
                <numerusform>Объединить %n заявки</numerusform>
                <numerusform>Объединить %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Объединить</translation>
        </message>
        <message>
            <source>Merged into the chosen ticket: {tickets}. It shows all their messages, and later mail for them lands in it. The older waiting message counts.</source>
            <translation>Войдёт в выбранную заявку: {tickets}. Там будут все письма, туда же попадут и новые. Срок считается от более раннего письма без ответа.</translation>
        </message>
        <message>
            <source>Link #{number} to another ticket</source>
            <translation>Связать #{number} с другой заявкой</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Связать</translation>
        </message>
        <message>
            <source>{numbers} and {count} more</source>
            <translation>{numbers} и ещё {count}</translation>
        </message>
    </context>
    <context>
        <name>Sorts</name>
        <message>
            <source>Next due</source>
            <translation>По сроку</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Сначала новые</translation>
        </message>
        <message>
            <source>Last changed</source>
            <translation>По изменению</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>По приоритету</translation>
        </message>
        <message>
            <source>Newest match</source>
            <translation>Сначала новые</translation>
        </message>
        <message>
            <source>Best match</source>
            <translation>Самые подходящие</translation>
        </message>
    </context>
    <context>
        <name>Source</name>
        <message>
            <source>First year</source>
            <translation>Первый год</translation>
        </message>
        <message>
            <source>Last year</source>
            <translation>Последний год</translation>
        </message>
        <message>
            <source>Years</source>
            <translation>Годы</translation>
        </message>
    </context>
    <context>
        <name>SpanField</name>
        <message>
            <source>From</source>
            <translation>С</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>До</translation>
        </message>
        <message>
            <source>The end must come after the start.</source>
            <translation>Конец должен быть позже начала.</translation>
        </message>
    </context>
    <context>
        <name>SpellTable</name>
        <message>
            <source>From</source>
            <translation>С</translation>
        </message>
        <message>
            <source>To</source>
            <translation>До</translation>
        </message>
        <message>
            <source>Who had it</source>
            <translation>У кого</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Вместе</translation>
        </message>
    </context>
    <context>
        <name>SplitSheet</name>
        <message>
            <source>Split a duty</source>
            <translation>Разделить дежурство</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Разделить</translation>
        </message>
        <message>
            <source>Cut at</source>
            <translation>Граница</translation>
        </message>
        <message>
            <source>Cut inside of the duty.</source>
            <translation>Граница должна быть внутри дежурства.</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} и {second}</translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>No backup can be made. {reason}</source>
            <translation>Резервная копия не делается. {reason}</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию</translation>
        </message>
        <message>
            <source>This computer has no keyring that can be used. Mail passwords are kept until the program ends, and asked again after that.</source>
            <translation>На этом компьютере нет доступной связки ключей. Пароли почты хранятся до выхода из программы, потом их нужно ввести снова.</translation>
        </message>
        <message>
            <source>How to install one</source>
            <translation>Как установить</translation>
        </message>
        <message>
            <source>Demo data: nothing is fetched and nothing is sent.</source>
            <translation>Демоданные: почта не получается и ничего не отправляется.</translation>
        </message>
        <message>
            <source>Start for real…</source>
            <translation>Начать по-настоящему…</translation>
        </message>
        <message numerus="yes">
            <source>Gap {start} – {end}: “{requirement}” lacks %n person(s).</source>
            <translation>
                <numerusform>Пробел {start} – {end}: для «{requirement}» не хватает %n человека.</numerusform>
                <numerusform>Пробел {start} – {end}: для «{requirement}» не хватает %n человек.</numerusform>
                <numerusform>Пробел {start} – {end}: для «{requirement}» не хватает %n человек.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody is on duty till {end}, though “{policy}” is promised then.</source>
            <translation>Дежурного нет до {end}, хотя на это время обещан уровень «{policy}».</translation>
        </message>
        <message>
            <source>Gap: nobody is on duty {start} – {end}; “{policy}” is promised then.</source>
            <translation>Пробел: дежурного нет {start} – {end}; на это время обещан уровень «{policy}».</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Назначить…</translation>
        </message>
        <message>
            <source>The mail server refused the password for {address} three times. Fetching is paused so that the account is not locked. Gmail and Yandex need an app password.</source>
            <translation>Почтовый сервер трижды не принял пароль ящика {address}. Проверка почты остановлена, чтобы ящик не заблокировали. Для Gmail и Яндекса нужен пароль приложения.</translation>
        </message>
        <message>
            <source>The mail server refused the sign-in of {address} three times. Fetching is paused.</source>
            <translation>Почтовый сервер трижды не принял вход {address}. Проверка почты остановлена.</translation>
        </message>
        <message>
            <source>Enter password</source>
            <translation>Ввести пароль</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>The clock is right</source>
            <translation>Часы верны</translation>
        </message>
        <message numerus="yes">
            <source>%n mail(s) cannot be sent since {since}. {reason}</source>
            <translation>
                <numerusform>%n письмо не уходит с {since}. {reason}</numerusform>
                <numerusform>%n письма не уходят с {since}. {reason}</numerusform>
                <numerusform>%n писем не уходят с {since}. {reason}</numerusform>
            </translation>
        </message>
        <message>
            <source>The server says: “{said}”</source>
            <translation>Сервер отвечает: «{said}»</translation>
        </message>
        <message>
            <source>The mail server does not answer.</source>
            <translation>Почтовый сервер не отвечает.</translation>
        </message>
        <message>
            <source>{mailbox} cannot be read since {since}. {reason}</source>
            <translation>Ящик «{mailbox}» недоступен с {since}. {reason}</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Backup settings</source>
            <translation>Настройки копий</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Подробнее</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>New</source>
            <translation>Новое</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>В работе</translation>
        </message>
        <message>
            <source>Waiting for client</source>
            <translation>Ждём клиента</translation>
        </message>
        <message>
            <source>Waiting for a date</source>
            <translation>Отложено до даты</translation>
        </message>
        <message>
            <source>Waiting for a third party</source>
            <translation>Ждём третью сторону</translation>
        </message>
        <message>
            <source>Deferred</source>
            <translation>Отложено разработчикам</translation>
        </message>
        <message>
            <source>With developers</source>
            <translation>У разработчиков</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Возвращено за данными</translation>
        </message>
        <message>
            <source>Solved</source>
            <translation>Решено</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Закрыто</translation>
        </message>
    </context>
    <context>
        <name>StatusFeed</name>
        <message>
            <source>DB on this computer</source>
            <translation>База на этом компьютере</translation>
        </message>
        <message>
            <source>Team DB</source>
            <translation>База команды</translation>
        </message>
        <message>
            <source>Where the tickets are kept</source>
            <translation>Где хранятся заявки</translation>
        </message>
        <message>
            <source>Check mail now (F5)</source>
            <translation>Проверить почту (F5)</translation>
        </message>
        <message>
            <source>Mail cannot be fetched</source>
            <translation>Почту получить не удаётся</translation>
        </message>
        <message>
            <source>Mail checked {when}</source>
            <translation>Почта проверена {when}</translation>
        </message>
        <message>
            <source>Mail not checked yet</source>
            <translation>Почта ещё не проверялась</translation>
        </message>
        <message>
            <source>Nothing due</source>
            <translation>Сроков нет</translation>
        </message>
        <message>
            <source>Overdue since {when} #{number}</source>
            <translation>Просрочено с {when} #{number}</translation>
        </message>
        <message>
            <source>Next due {when} #{number}</source>
            <translation>Ближайший срок {when} #{number}</translation>
        </message>
        <message numerus="yes">
            <source>%n to be sent</source>
            <translation>
                <numerusform>к отправке: %n</numerusform>
                <numerusform>к отправке: %n</numerusform>
                <numerusform>к отправке: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Outbox empty</source>
            <translation>Исходящих нет</translation>
        </message>
        <message>
            <source>Replies that wait to be sent</source>
            <translation>Ответы, ожидающие отправки</translation>
        </message>
        <message>
            <source>Undo: {what}</source>
            <translation>Отменить: {what}</translation>
        </message>
        <message>
            <source>Nothing to undo</source>
            <translation>Отменять нечего</translation>
        </message>
        <message>
            <source>Take back the newest change</source>
            <translation>Отменить последнее изменение</translation>
        </message>
    </context>
    <context>
        <name>Supposing</name>
        <message>
            <source>What if it is</source>
            <translation>Что, если</translation>
        </message>
        <message>
            <source>at</source>
            <translation>в</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Что произойдёт</translation>
        </message>
        <message>
            <source>When it happens</source>
            <translation>Когда произойдёт</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>ответить</translation>
        </message>
        <message>
            <source>solved</source>
            <translation>решить</translation>
        </message>
        <message>
            <source>set to “waiting for client”</source>
            <translation>поставить «Ждём клиента»</translation>
        </message>
    </context>
    <context>
        <name>Surroundings</name>
        <message>
            <source>Delete the demo data and start for real?</source>
            <translation>Удалить демоданные и начать по-настоящему?</translation>
        </message>
        <message>
            <source>The demo tickets, and what was done with them, are gone for good.</source>
            <translation>Демозаявки и всё, что с ними сделано, будут удалены безвозвратно.</translation>
        </message>
        <message>
            <source>Delete and start</source>
            <translation>Удалить и начать</translation>
        </message>
        <message>
            <source>Look around more</source>
            <translation>Посмотреть ещё</translation>
        </message>
    </context>
    <context>
        <name>SwapSheet</name>
        <message>
            <source>Only a part of it</source>
            <translation>Только часть</translation>
        </message>
        <message>
            <source>Ask for a swap</source>
            <translation>Попросить замену</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Попросить</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>Часть</translation>
        </message>
        <message>
            <source>Whom</source>
            <translation>Кого</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Сообщение</translation>
        </message>
        <message>
            <source>They see a notice with Take and Decline. Until somebody takes it, it is yours.</source>
            <translation>Придёт уведомление с кнопками «Взять» и «Отказаться». Пока никто не взял, дежурство ваше.</translation>
        </message>
        <message>
            <source>Anybody who can</source>
            <translation>Любого, кто может</translation>
        </message>
        <message>
            <source>The part must lie inside of the duty.</source>
            <translation>Часть должна быть внутри дежурства.</translation>
        </message>
    </context>
    <context>
        <name>SwapsSection</name>
        <message>
            <source>Duty</source>
            <translation>Дежурство</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Кому</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>On their behalf…</source>
            <translation>За них…</translation>
        </message>
        <message>
            <source>Undo the swap</source>
            <translation>Отменить замену</translation>
        </message>
        <message>
            <source>Nobody asks for a swap. Choose a duty of yours in the calendar and press “Ask for a swap…”: what is asked and answered is listed here.</source>
            <translation>Никто не просит о замене. Выберите своё дежурство в календаре и нажмите «Попросить замену…»: просьбы и ответы появятся здесь.</translation>
        </message>
        <message>
            <source>Swaps</source>
            <translation>Замены</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Забрать просьбу</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отказаться</translation>
        </message>
        <message>
            <source>“{message}”</source>
            <translation>«{message}»</translation>
        </message>
        <message>
            <source>decided by {name}</source>
            <translation>решил(а) {name}</translation>
        </message>
        <message>
            <source>{times} (a part)</source>
            <translation>{times} (часть)</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>любой</translation>
        </message>
    </context>
    <context>
        <name>TagsSheet</name>
        <message>
            <source>Tags of #{number}</source>
            <translation>Теги заявки #{number}</translation>
        </message>
        <message>
            <source>Save tags</source>
            <translation>Сохранить теги</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>Теги через запятую</translation>
        </message>
    </context>
    <context>
        <name>TakeOverSheet</name>
        <message>
            <source>Take over now</source>
            <translation>Принять сейчас</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Who takes over</source>
            <translation>Кто примет</translation>
        </message>
        <message>
            <source>From this minute on alarms wake the person chosen.</source>
            <translation>С этой минуты тревога будит выбранного человека.</translation>
        </message>
    </context>
    <context>
        <name>TakerForm</name>
        <message>
            <source>Who takes it</source>
            <translation>Кто возьмёт</translation>
        </message>
        <message>
            <source>Take on their behalf</source>
            <translation>Взять за них</translation>
        </message>
    </context>
    <context>
        <name>TemplateForm</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>any</source>
            <translation>любой</translation>
        </message>
        <message>
            <source>Filled in when the template is used: {names}</source>
            <translation>Подставляется при использовании: {names}</translation>
        </message>
    </context>
    <context>
        <name>TemplatePicker</name>
        <message>
            <source>Name of a template, or words of it</source>
            <translation>Название шаблона или слова из него</translation>
        </message>
        <message>
            <source>Choose a template</source>
            <translation>Выберите шаблон</translation>
        </message>
        <message>
            <source>↑↓ choose · Enter insert · Esc close</source>
            <translation>↑↓ выбор · Enter вставить · Esc закрыть</translation>
        </message>
        <message>
            <source>No templates yet. Write them under Settings › Templates.</source>
            <translation>Шаблонов пока нет. Их пишут в разделе «Настройки › Шаблоны».</translation>
        </message>
    </context>
    <context>
        <name>TemplatesSection</name>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>No templates yet. Write an answer once, and insert it into any reply.</source>
            <translation>Шаблонов пока нет. Напишите ответ один раз и вставляйте его в любое письмо.</translation>
        </message>
        <message>
            <source>Add a template</source>
            <translation>Добавить шаблон</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>any</source>
            <translation>любой</translation>
        </message>
    </context>
    <context>
        <name>TemporaryForm</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>Shifts</source>
            <translation>Смены</translation>
        </message>
    </context>
    <context>
        <name>TemporarySection</name>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Линия</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Все линии</translation>
        </message>
        <message>
            <source>Shifts</source>
            <translation>Смены</translation>
        </message>
        <message>
            <source>Add a temporary schedule</source>
            <translation>Добавить временный график</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>No schedule of its own stands instead of the rotations. Add one for a time that is unlike others, such as a week of holidays.</source>
            <translation>Временного графика вместо очередей нет. Добавьте его на необычное время, например на праздничную неделю.</translation>
        </message>
        <message>
            <source>Temporary schedules</source>
            <translation>Временные графики</translation>
        </message>
        <message>
            <source>For holidays, a move or a release: in its time only its own shifts count, no rotation and no override.</source>
            <translation>Для праздников, переезда или выпуска: в это время действуют только его смены, без очередей и подмен.</translation>
        </message>
        <message>
            <source>End now</source>
            <translation>Завершить сейчас</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
    </context>
    <context>
        <name>TicketColumns</name>
        <message>
            <source>(no subject)</source>
            <translation>(без темы)</translation>
        </message>
        <message>
            <source>{target}: paused. {status}.</source>
            <translation>{target}: пауза. {status}.</translation>
        </message>
        <message>
            <source>{sentence} Target: {span} of counted time.</source>
            <translation>{sentence} Норма: {span} учитываемого времени.</translation>
        </message>
        <message>
            <source>SLA</source>
            <translation>SLA</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>Цель</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>№</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Клиент</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Заявитель</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Исполнитель</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Изменена</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Получена</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Канал</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Письма</translation>
        </message>
        <message>
            <source>Reopened</source>
            <translation>Возвраты</translation>
        </message>
    </context>
    <context>
        <name>TicketCommands</name>
        <message>
            <source>Priority: {value}</source>
            <translation>Приоритет: {value}</translation>
        </message>
        <message>
            <source>Another category</source>
            <translation>Другая категория</translation>
        </message>
        <message>
            <source>Another service level</source>
            <translation>Другой уровень сервиса</translation>
        </message>
    </context>
    <context>
        <name>TicketDelegate</name>
        <message>
            <source>−23 h 59 min</source>
            <translation>−23 ч 59 мин</translation>
        </message>
    </context>
    <context>
        <name>TicketHeader</name>
        <message>
            <source>(no subject)</source>
            <translation>(без темы)</translation>
        </message>
        <message>
            <source>To the list</source>
            <translation>К списку</translation>
        </message>
        <message>
            <source>Back to the list (Esc)</source>
            <translation>Назад к списку (Esc)</translation>
        </message>
    </context>
    <context>
        <name>TicketList</name>
        <message>
            <source>Tickets</source>
            <translation>Заявки</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Очистить</translation>
        </message>
        <message>
            <source>Show all open</source>
            <translation>Показать все открытые</translation>
        </message>
    </context>
    <context>
        <name>TicketPage</name>
        <message>
            <source>Loading…</source>
            <translation>Загружаем…</translation>
        </message>
        <message>
            <source>No ticket chosen</source>
            <translation>Заявка не выбрана</translation>
        </message>
        <message>
            <source>Choose one in the list.</source>
            <translation>Выберите её в списке.</translation>
        </message>
    </context>
    <context>
        <name>TicketSearchField</name>
        <message>
            <source>Not an operator, searched as text: {words}</source>
            <translation>Нет такого оператора, ищем как текст: {words}</translation>
        </message>
    </context>
    <context>
        <name>TicketTable</name>
        <message>
            <source>{state}, {target} {remaining}, ticket {number}, {subject}, {client}, {assignee}</source>
            <translation>{state}, {target} {remaining}, заявка {number}, {subject}, {client}, {assignee}</translation>
        </message>
        <message>
            <source>unassigned</source>
            <translation>без исполнителя</translation>
        </message>
    </context>
    <context>
        <name>TieBar</name>
        <message>
            <source>Open #{number}</source>
            <translation>Открыть #{number}</translation>
        </message>
        <message>
            <source>Merged into #{number} {subject}. What comes for this ticket lands there.</source>
            <translation>Объединена с #{number} {subject}. Письма по этой заявке попадают туда.</translation>
        </message>
        <message>
            <source>The sender says that this is about #{number} {subject}.</source>
            <translation>Отправитель пишет, что речь о #{number} {subject}.</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Объединить</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Не учитывать</translation>
        </message>
    </context>
    <context>
        <name>Ties</name>
        <message>
            <source>merged into this one</source>
            <translation>вошла в эту</translation>
        </message>
        <message>
            <source>has this one in it</source>
            <translation>включает эту</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>связана</translation>
        </message>
        <message>
            <source>named by the sender</source>
            <translation>названа отправителем</translation>
        </message>
        <message>
            <source>names this one</source>
            <translation>ссылается на эту</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Duty by people and hours</source>
            <translation>Дежурства: люди и часы</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Accept shift</source>
            <translation>Принять смену</translation>
        </message>
        <message>
            <source>Open Duty Desk</source>
            <translation>Открыть Duty Desk</translation>
        </message>
        <message>
            <source>New ticket…</source>
            <translation>Создать заявку…</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Поиск…</translation>
        </message>
        <message>
            <source>Check mail now</source>
            <translation>Проверить почту</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Настройки…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
    </context>
    <context>
        <name>TrayFeed</name>
        <message>
            <source>Next due {when}  #{number} {subject}</source>
            <translation>Ближайший срок {when}  #{number} {subject}</translation>
        </message>
        <message>
            <source>Next due {when} #{number}</source>
            <translation>Ближайший срок {when} #{number}</translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) need action</source>
            <translation>
                <numerusform>%n заявка требует действий</numerusform>
                <numerusform>%n заявки требуют действий</numerusform>
                <numerusform>%n заявок требуют действий</numerusform>
            </translation>
        </message>
        <message>
            <source>You are on duty till {until}</source>
            <translation>Вы дежурите до {until}</translation>
        </message>
        <message>
            <source>On duty: {names} till {until}</source>
            <translation>Дежурит: {names}, до {until}</translation>
        </message>
        <message>
            <source>Nobody on duty</source>
            <translation>Дежурного нет</translation>
        </message>
        <message>
            <source>On duty from {time}: {name}</source>
            <translation>Дежурит с {time}: {name}</translation>
        </message>
        <message>
            <source>Nobody on duty till {time}</source>
            <translation>Дежурного нет до {time}</translation>
        </message>
    </context>
    <context>
        <name>TrialPart</name>
        <message>
            <source>Test a date</source>
            <translation>Проверить дату</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Начало</translation>
        </message>
        <message>
            <source>Target, such as 4h or 2bd</source>
            <translation>Норма, например 4 ч или 2 рд</translation>
        </message>
        <message>
            <source>never due: the calendar does not open</source>
            <translation>срока нет: календарь не открывается</translation>
        </message>
        <message>
            <source>due {weekday} {moment}</source>
            <translation>срок {weekday} {moment}</translation>
        </message>
    </context>
    <context>
        <name>UndoCommands</name>
        <message>
            <source>Undo: {what}</source>
            <translation>Отменить: {what}</translation>
        </message>
        <message>
            <source>Redo: {what}</source>
            <translation>Повторить: {what}</translation>
        </message>
    </context>
    <context>
        <name>UndoStack</name>
        <message numerus="yes">
            <source>%n ticket(s) solved</source>
            <translation>
                <numerusform>Решена %n заявка</numerusform>
                <numerusform>Решены %n заявки</numerusform>
                <numerusform>Решено %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) closed</source>
            <translation>
                <numerusform>Закрыта %n заявка</numerusform>
                <numerusform>Закрыты %n заявки</numerusform>
                <numerusform>Закрыто %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) opened</source>
            <translation>
                <numerusform>Открыта %n заявка</numerusform>
                <numerusform>Открыты %n заявки</numerusform>
                <numerusform>Открыто %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) deferred</source>
            <translation>
                <numerusform>Отложена %n заявка</numerusform>
                <numerusform>Отложены %n заявки</numerusform>
                <numerusform>Отложено %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) set to waiting</source>
            <translation>
                <numerusform>Ждёт %n заявка</numerusform>
                <numerusform>Ждут %n заявки</numerusform>
                <numerusform>Ждут %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned</source>
            <translation>
                <numerusform>Назначена %n заявка</numerusform>
                <numerusform>Назначены %n заявки</numerusform>
                <numerusform>Назначено %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Priority changed: %n ticket(s)</source>
            <translation>
                <numerusform>Приоритет изменён: %n заявка</numerusform>
                <numerusform>Приоритет изменён: %n заявки</numerusform>
                <numerusform>Приоритет изменён: %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Category changed: %n ticket(s)</source>
            <translation>
                <numerusform>Категория изменена: %n заявка</numerusform>
                <numerusform>Категория изменена: %n заявки</numerusform>
                <numerusform>Категория изменена: %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Service level changed: %n ticket(s)</source>
            <translation>
                <numerusform>Уровень сервиса изменён: %n заявка</numerusform>
                <numerusform>Уровень сервиса изменён: %n заявки</numerusform>
                <numerusform>Уровень сервиса изменён: %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Organisation changed: %n ticket(s)</source>
            <translation>
                <numerusform>Организация изменена: %n заявка</numerusform>
                <numerusform>Организация изменена: %n заявки</numerusform>
                <numerusform>Организация изменена: %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Date promised</source>
            <translation>Срок обещан</translation>
        </message>
        <message>
            <source>Breach excused</source>
            <translation>Нарушение снято</translation>
        </message>
        <message numerus="yes">
            <source>No reply needed: %n ticket(s)</source>
            <translation>
                <numerusform>Ответ не нужен: %n заявка</numerusform>
                <numerusform>Ответ не нужен: %n заявки</numerusform>
                <numerusform>Ответ не нужен: %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Tags changed</source>
            <translation>Теги изменены</translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as spam</source>
            <translation>
                <numerusform>Спам: %n заявка</numerusform>
                <numerusform>Спам: %n заявки</numerusform>
                <numerusform>Спам: %n заявок</numerusform>
            </translation>
        </message>
        <message>
            <source>Note added</source>
            <translation>Заметка добавлена</translation>
        </message>
        <message>
            <source>Call logged</source>
            <translation>Звонок записан</translation>
        </message>
        <message>
            <source>Sending in {seconds} s</source>
            <translation>Отправим через {seconds} с</translation>
        </message>
        <message>
            <source>The reply leaves later</source>
            <translation>Ответ уйдёт позже</translation>
        </message>
        <message>
            <source>The reply will not be sent</source>
            <translation>Ответ не уйдёт</translation>
        </message>
        <message>
            <source>Warning acknowledged</source>
            <translation>Предупреждение принято</translation>
        </message>
        <message>
            <source>Rule changed</source>
            <translation>Правило изменено</translation>
        </message>
        <message>
            <source>Template changed</source>
            <translation>Шаблон изменён</translation>
        </message>
        <message>
            <source>Calendar added</source>
            <translation>Календарь добавлен</translation>
        </message>
        <message>
            <source>Calendar renamed</source>
            <translation>Календарь переименован</translation>
        </message>
        <message>
            <source>Business hours changed</source>
            <translation>Рабочее время изменено</translation>
        </message>
        <message>
            <source>Calendar removed</source>
            <translation>Календарь удалён</translation>
        </message>
        <message>
            <source>Duties imported</source>
            <translation>Дежурства загружены</translation>
        </message>
        <message>
            <source>Pay rule changed</source>
            <translation>Правило оплаты изменено</translation>
        </message>
        <message>
            <source>Setting changed</source>
            <translation>Настройка изменена</translation>
        </message>
        <message>
            <source>Policy changed</source>
            <translation>Политика изменена</translation>
        </message>
        <message>
            <source>Policy added</source>
            <translation>Политика добавлена</translation>
        </message>
        <message>
            <source>Policy removed</source>
            <translation>Политика удалена</translation>
        </message>
        <message>
            <source>Tickets merged</source>
            <translation>Заявки объединены</translation>
        </message>
        <message>
            <source>Claim ignored</source>
            <translation>Ссылка не учтена</translation>
        </message>
        <message>
            <source>Message split off</source>
            <translation>Письмо выделено в заявку</translation>
        </message>
        <message>
            <source>Tickets linked</source>
            <translation>Заявки связаны</translation>
        </message>
        <message>
            <source>Link taken away</source>
            <translation>Связь убрана</translation>
        </message>
        <message>
            <source>Client changed</source>
            <translation>Клиент изменён</translation>
        </message>
        <message>
            <source>Organisation saved</source>
            <translation>Организация сохранена</translation>
        </message>
        <message>
            <source>Organisation deleted</source>
            <translation>Организация удалена</translation>
        </message>
        <message numerus="yes">
            <source>%n client(s) joined</source>
            <translation>
                <numerusform>Отнесён %n клиент</numerusform>
                <numerusform>Отнесены %n клиента</numerusform>
                <numerusform>Отнесено %n клиентов</numerusform>
            </translation>
        </message>
        <message>
            <source>View saved</source>
            <translation>Представление сохранено</translation>
        </message>
        <message>
            <source>View changed</source>
            <translation>Представление изменено</translation>
        </message>
        <message>
            <source>View deleted</source>
            <translation>Представление удалено</translation>
        </message>
        <message>
            <source>Duty calendar changed</source>
            <translation>Дежурства изменены</translation>
        </message>
        <message>
            <source>Team changed</source>
            <translation>Состав команды изменён</translation>
        </message>
        <message>
            <source>Rules of rest changed</source>
            <translation>Правила отдыха изменены</translation>
        </message>
        <message>
            <source>Requirement changed</source>
            <translation>Требование изменено</translation>
        </message>
        <message>
            <source>Skills changed</source>
            <translation>Навыки изменены</translation>
        </message>
        <message>
            <source>Plan applied</source>
            <translation>План применён</translation>
        </message>
        <message numerus="yes">
            <source>%n shift(s) published</source>
            <translation>
                <numerusform>Опубликована %n смена</numerusform>
                <numerusform>Опубликованы %n смены</numerusform>
                <numerusform>Опубликовано %n смен</numerusform>
            </translation>
        </message>
        <message>
            <source>Absence changed</source>
            <translation>Отсутствие изменено</translation>
        </message>
        <message>
            <source>Wish changed</source>
            <translation>Пожелание изменено</translation>
        </message>
        <message>
            <source>Shift accepted</source>
            <translation>Смена принята</translation>
        </message>
        <message>
            <source>Swap changed</source>
            <translation>Замена изменена</translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) changed</source>
            <translation>
                <numerusform>Изменена %n заявка</numerusform>
                <numerusform>Изменены %n заявки</numerusform>
                <numerusform>Изменено %n заявок</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPage</name>
        <message>
            <source>Version {number}</source>
            <translation>Версия {number}</translation>
        </message>
        <message>
            <source>Version {number}, in force</source>
            <translation>Версия {number}, действует</translation>
        </message>
        <message>
            <source>Used by: {policies}.</source>
            <translation>Используют: {policies}.</translation>
        </message>
        <message>
            <source>No policy uses this calendar.</source>
            <translation>Ни одна политика не использует этот календарь.</translation>
        </message>
        <message>
            <source>from the beginning</source>
            <translation>с самого начала</translation>
        </message>
        <message>
            <source>from {moment}</source>
            <translation>с {moment}</translation>
        </message>
        <message>
            <source>day and night</source>
            <translation>круглосуточно</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) differ</source>
            <translation>
                <numerusform>%n особый день</numerusform>
                <numerusform>%n особых дня</numerusform>
                <numerusform>%n особых дней</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Views</name>
        <message>
            <source>Needs action</source>
            <translation>Требуют действий</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Мои</translation>
        </message>
        <message>
            <source>Unassigned</source>
            <translation>Без исполнителя</translation>
        </message>
        <message>
            <source>Due within an hour</source>
            <translation>Срок в течение часа</translation>
        </message>
        <message>
            <source>Waiting for client</source>
            <translation>Ждём клиента</translation>
        </message>
        <message>
            <source>Deferred</source>
            <translation>Отложено</translation>
        </message>
        <message>
            <source>Solved today</source>
            <translation>Решено сегодня</translation>
        </message>
        <message>
            <source>All open</source>
            <translation>Все открытые</translation>
        </message>
        <message>
            <source>Spam</source>
            <translation>Спам</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>Все заявки</translation>
        </message>
        <message>
            <source>Nothing matches “{text}”.</source>
            <translation>По запросу «{text}» ничего не найдено.</translation>
        </message>
        <message>
            <source>No tickets yet.</source>
            <translation>Заявок пока нет.</translation>
        </message>
        <message>
            <source>Mail is checked every minute.</source>
            <translation>Почта проверяется каждую минуту.</translation>
        </message>
        <message>
            <source>Connect a mailbox under Settings › Mailboxes.</source>
            <translation>Подключите ящик в разделе «Настройки › Почтовые ящики».</translation>
        </message>
        <message>
            <source>All clear.</source>
            <translation>Всё чисто.</translation>
        </message>
        <message>
            <source>Nothing needs action.</source>
            <translation>Действий не требуется.</translation>
        </message>
        <message>
            <source>No deferred tickets.</source>
            <translation>Отложенных заявок нет.</translation>
        </message>
        <message>
            <source>The developers owe nothing.</source>
            <translation>Долгов у разработчиков нет.</translation>
        </message>
        <message>
            <source>No tickets in “{view}”.</source>
            <translation>Нет заявок: «{view}».</translation>
        </message>
    </context>
    <context>
        <name>ViewsButton</name>
        <message>
            <source>View: {view}</source>
            <translation>Представление: {view}</translation>
        </message>
        <message>
            <source>Choose a view</source>
            <translation>Выбрать представление</translation>
        </message>
    </context>
    <context>
        <name>ViewsPane</name>
        <message>
            <source>Views</source>
            <translation>Представления</translation>
        </message>
        <message>
            <source>My views</source>
            <translation>Мои представления</translation>
        </message>
    </context>
    <context>
        <name>WeekGrid</name>
        <message>
            <source>open</source>
            <translation>открыто</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>закрыто</translation>
        </message>
        <message>
            <source>{day} {time}: {state}</source>
            <translation>{day}, {time}: {state}</translation>
        </message>
    </context>
    <context>
        <name>WishForm</name>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Wish</source>
            <translation>Пожелание</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Дни</translation>
        </message>
    </context>
    <context>
        <name>WishesSection</name>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Wish</source>
            <translation>Пожелание</translation>
        </message>
        <message>
            <source>Add a wish</source>
            <translation>Добавить пожелание</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Nobody has said which dates they want, would rather not have, or cannot have. Add a wish, and automatic plans keep to it.</source>
            <translation>Никто не сказал, какие даты хочет, не хотел бы или не может взять. Добавьте пожелание, и автоматические планы его учтут.</translation>
        </message>
        <message>
            <source>Wishes</source>
            <translation>Пожелания</translation>
        </message>
    </context>
    <context>
        <name>Writing</name>
        <message>
            <source>The client has no e-mail address here: note what you agreed on</source>
            <translation>У клиента нет адреса почты: запишите, о чём договорились</translation>
        </message>
        <message>
            <source>No mailbox can send: set one up in Settings</source>
            <translation>Нет ящика для отправки: настройте его в настройках</translation>
        </message>
    </context>
    <context>
        <name>_ShiftRow</name>
        <message>
            <source>Person</source>
            <translation>Сотрудник</translation>
        </message>
        <message>
            <source>Remove this shift</source>
            <translation>Убрать смену</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>Somebody saved this record first. Your change was not applied, and what you typed is kept.</source>
            <translation>Эту запись уже сохранил кто-то другой. Ваше изменение не применено, введённый текст сохранён.</translation>
        </message>
        <message>
            <source>The backup is damaged ({reason}) and cannot be restored. Nothing was changed; take an earlier one.</source>
            <translation>Копия повреждена ({reason}), восстановить её нельзя. Ничего не изменено; возьмите более раннюю.</translation>
        </message>
        <message>
            <source>{path} is not a backup of Duty Desk. It was not changed.</source>
            <translation>{path} — не резервная копия Duty Desk. Файл не изменён.</translation>
        </message>
        <message>
            <source>{path} would take {size_bytes} bytes when unpacked, far too much for its size. It was not opened.</source>
            <translation>{path} после распаковки занял бы {size_bytes} байт, слишком много для такого файла. Он не открыт.</translation>
        </message>
        <message>
            <source>The backup could not be verified and was not kept: {reason}.</source>
            <translation>Копию не удалось проверить, она не сохранена: {reason}.</translation>
        </message>
        <message>
            <source>There is no whole backup in {path}.</source>
            <translation>В папке {path} нет ни одной целой копии.</translation>
        </message>
        <message>
            <source>A server database has no file to copy. Give a name that ends in .deskbackup.</source>
            <translation>У базы на сервере нет файла, который можно скопировать. Укажите имя с окончанием .deskbackup.</translation>
        </message>
        <message>
            <source>A password for backups has at least {least} letters.</source>
            <translation>Пароль для резервных копий – не короче {least} знаков.</translation>
        </message>
        <message>
            <source>{path} is sealed with a password, and cannot be opened without it.</source>
            <translation>{path} запечатана паролем, без него её не открыть.</translation>
        </message>
        <message>
            <source>That is not the password that {path} is sealed with.</source>
            <translation>Этим паролем {path} не открывается.</translation>
        </message>
        <message>
            <source>The password that backups are sealed with is not known on this computer: enter it in Settings › Backup. Until then backups are kept in the profile, and not sealed.</source>
            <translation>Пароль для резервных копий на этом компьютере неизвестен: введите его в «Настройки › Резервные копии». До тех пор копии хранятся в профиле и без пароля.</translation>
        </message>
        <message>
            <source>The folder for backups, {path}, cannot be reached: is its drive connected? Until then backups are kept in the profile on this computer.</source>
            <translation>Папка для резервных копий {path} недоступна: подключён ли её диск? До тех пор копии хранятся в профиле на этом компьютере.</translation>
        </message>
        <message>
            <source>There is no room for a backup in {path}. Backups are kept in the profile on this computer until there is.</source>
            <translation>В {path} нет места для резервной копии. Пока оно не появится, копии хранятся в профиле на этом компьютере.</translation>
        </message>
        <message>
            <source>No backup can be written into {path} ({reason}). Backups are kept in the profile on this computer until one can.</source>
            <translation>В {path} не удаётся записать резервную копию ({reason}). Пока это так, копии хранятся в профиле на этом компьютере.</translation>
        </message>
        <message>
            <source>{path} holds the backups of another desk. Choose another folder, so that neither deletes those of the other.</source>
            <translation>В {path} лежат резервные копии другой базы. Выберите другую папку, чтобы ни одна база не удаляла копии другой.</translation>
        </message>
        <message>
            <source>This computer's clock is {minutes} min ahead of the database's. Deadlines are counted by the database and are right; the time left on this screen is not. Correct the clock.</source>
            <translation>Часы этого компьютера спешат относительно базы на {minutes} мин. Сроки считаются по часам базы и верны, а оставшееся время на этом экране – нет. Поправьте часы.</translation>
        </message>
        <message>
            <source>This computer's clock is {minutes} min behind the database's. Deadlines are counted by the database and are right; the time left on this screen is not. Correct the clock.</source>
            <translation>Часы этого компьютера отстают от базы на {minutes} мин. Сроки считаются по часам базы и верны, а оставшееся время на этом экране – нет. Поправьте часы.</translation>
        </message>
        <message>
            <source>This computer's clock says {now}; the program last ran on {last_at}. Mail that leaves by itself, scheduled replies too, waits until somebody confirms the clock: {count} now.</source>
            <translation>На часах этого компьютера {now}, а в последний раз программа работала {last_at}. Письма, которые уходят сами, в том числе назначенные на потом ответы, ждут, пока часы не подтвердят. Сейчас ждут: {count}.</translation>
        </message>
        <message>
            <source>This computer's clock says {now}, but the program already ran on {last_at}. Mail that leaves by itself, scheduled replies too, waits until the clock is set right or somebody confirms it: {count} now.</source>
            <translation>На часах этого компьютера {now}, но программа уже работала {last_at}. Письма, которые уходят сами, в том числе назначенные на потом ответы, ждут, пока часы не переведут или не подтвердят. Сейчас ждут: {count}.</translation>
        </message>
        <message>
            <source>Computer clock changed by {count} d. Deadlines go on by the time that has really passed.</source>
            <translation>Часы компьютера переведены на {count} д. Сроки отсчитываются по времени, которое прошло на самом деле.</translation>
        </message>
        <message>
            <source>Computer clock changed by {count} h. Deadlines go on by the time that has really passed.</source>
            <translation>Часы компьютера переведены на {count} ч. Сроки отсчитываются по времени, которое прошло на самом деле.</translation>
        </message>
        <message>
            <source>Computer clock changed by {count} min. Deadlines go on by the time that has really passed.</source>
            <translation>Часы компьютера переведены на {count} мин. Сроки отсчитываются по времени, которое прошло на самом деле.</translation>
        </message>
        <message>
            <source>The settings file {path} has a value for “{key}” that is not possible: {value}.</source>
            <translation>В файле настроек {path} у «{key}» недопустимое значение: {value}.</translation>
        </message>
        <message>
            <source>The database address contains a password. Passwords are kept in the system keyring only: remove it from the address.</source>
            <translation>В адресе базы записан пароль. Пароли хранятся только в связке ключей системы: уберите его из адреса.</translation>
        </message>
        <message>
            <source>The settings file {path} has an unknown line “{key}”. Known are database_url, log_level and language.</source>
            <translation>В файле настроек {path} неизвестная строка «{key}». Допустимы database_url, log_level и language.</translation>
        </message>
        <message>
            <source>The settings file {path} could not be read: {reason}. Correct it or remove it; nothing else is lost.</source>
            <translation>Не удалось прочитать файл настроек {path}: {reason}. Исправьте или удалите его, больше ничего не потеряется.</translation>
        </message>
        <message>
            <source>The database is busy with another change. Try again in a moment.</source>
            <translation>База занята другим изменением. Повторите через минуту.</translation>
        </message>
        <message>
            <source>A problem was found in the data file. Restore the last verified backup.</source>
            <translation>В файле данных найдена ошибка. Восстановите последнюю проверенную копию.</translation>
        </message>
        <message>
            <source>There is no such database on the server.</source>
            <translation>На сервере нет такой базы данных.</translation>
        </message>
        <message>
            <source>{path} is on a network or synchronised drive ({kind}), where a database can be damaged. Choose a local folder, or use PostgreSQL for sharing.</source>
            <translation>{path} находится на сетевом или синхронизируемом диске ({kind}), где база может повредиться. Выберите локальную папку, а для общей работы — PostgreSQL.</translation>
        </message>
        <message>
            <source>{path} is not a Duty Desk database. It was not changed.</source>
            <translation>{path} — не база Duty Desk. Файл не изменён.</translation>
        </message>
        <message>
            <source>The team database did not accept this user or password.</source>
            <translation>База команды не приняла пользователя или пароль.</translation>
        </message>
        <message>
            <source>The data file was replaced while Duty Desk was open, by a restore or by hand. Nothing more is written to the old one. Close Duty Desk and open it again.</source>
            <translation>Файл данных заменили, пока программа была открыта: восстановлением или вручную. В старый файл больше ничего не пишется. Закройте Duty Desk и откройте снова.</translation>
        </message>
        <message>
            <source>This database was made by version {made_by}. Update the program to open it. Nothing was changed.</source>
            <translation>База создана версией {made_by}. Обновите программу, чтобы открыть её. Ничего не изменено.</translation>
        </message>
        <message>
            <source>No connection to the team database. You can read what is loaded; changes are paused.</source>
            <translation>Нет связи с базой команды. Загруженное можно читать; изменения приостановлены.</translation>
        </message>
        <message>
            <source>The disk could not be read or written. Nothing was changed. Check the disk.</source>
            <translation>Диск не удалось прочитать или записать. Ничего не изменено. Проверьте диск.</translation>
        </message>
        <message>
            <source>This database address cannot be read. Example: postgresql://host/name.</source>
            <translation>Адрес базы не удалось разобрать. Пример: postgresql://host/name</translation>
        </message>
        <message>
            <source>The disk is full. Nothing was lost; free some space and try again.</source>
            <translation>Диск заполнен. Ничего не потеряно; освободите место и повторите.</translation>
        </message>
        <message>
            <source>The system does not say how much room is left at {path}: {reason}.</source>
            <translation>Система не сообщает, сколько места осталось на {path}: {reason}.</translation>
        </message>
        <message>
            <source>{path} cannot be opened: no permission.</source>
            <translation>Не удалось открыть {path}: нет прав.</translation>
        </message>
        <message>
            <source>The file {path} could not be read: {reason}.</source>
            <translation>Не удалось прочитать файл {path}: {reason}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {reason}.</source>
            <translation>Не удалось записать {path}: {reason}.</translation>
        </message>
        <message>
            <source>Another workstation does this now.</source>
            <translation>Сейчас этим занят другой компьютер.</translation>
        </message>
        <message>
            <source>The desktop's notification service did not take the notice: {reason}.</source>
            <translation>Служба уведомлений рабочего стола не приняла уведомление: {reason}.</translation>
        </message>
        <message>
            <source>There is no desktop session to show notices.</source>
            <translation>Нет сеанса рабочего стола, чтобы показать уведомление.</translation>
        </message>
        <message>
            <source>No notice could be shown (tried: {tried}). Warnings stand in the window.</source>
            <translation>Не удалось показать уведомление (испробовано: {tried}). Предупреждения видны в окне.</translation>
        </message>
        <message>
            <source>There is no other way to show notices here ({reason}).</source>
            <translation>Другого способа показать уведомление здесь нет ({reason}).</translation>
        </message>
        <message>
            <source>This desktop shows no notices: no notification service answers.</source>
            <translation>Этот рабочий стол не показывает уведомления: служба не отвечает.</translation>
        </message>
        <message>
            <source>This desktop has no tray. The window will be minimised instead of hidden.</source>
            <translation>На этом рабочем столе нет трея. Окно будет сворачиваться, а не скрываться.</translation>
        </message>
        <message>
            <source>Another Duty Desk is using the profile {path} and does not answer. End it, or start again in a moment.</source>
            <translation>Профиль {path} занят другой программой Duty Desk, и она не отвечает. Завершите её или запустите снова чуть позже.</translation>
        </message>
        <message>
            <source>The folder {path} cannot be used: {reason}. Choose another with --home.</source>
            <translation>Папку {path} нельзя использовать: {reason}. Выберите другую параметром --home.</translation>
        </message>
        <message>
            <source>The window is open on {path}. Quit it, then restore again.</source>
            <translation>Окно программы открыто на {path}. Закройте его и повторите восстановление.</translation>
        </message>
        <message>
            <source>{path} is not empty. Choose a new folder; nothing was written.</source>
            <translation>Папка {path} не пуста. Выберите новую; ничего не записано.</translation>
        </message>
        <message>
            <source>The data are on a PostgreSQL server: its own tools recover them.</source>
            <translation>Данные лежат на сервере PostgreSQL: их восстанавливают его средствами.</translation>
        </message>
        <message>
            <source>Everybody works on this database: only a lead can put a backup in its place.</source>
            <translation>С этой базой работают все: заменить её резервной копией может только руководитель.</translation>
        </message>
        <message>
            <source>Nobody can be asked here. To put the backup in the place of the present data, add --yes.</source>
            <translation>Спросить некого. Чтобы заменить нынешние данные копией, добавьте --yes.</translation>
        </message>
        <message>
            <source>The deadline comes before the reminder would.</source>
            <translation>Срок наступит раньше напоминания.</translation>
        </message>
        <message>
            <source>Choose who you are before answering a warning.</source>
            <translation>Чтобы ответить на предупреждение, выберите, кто вы.</translation>
        </message>
        <message>
            <source>This warning has already come back {times} times.</source>
            <translation>Об этом уже напоминали {times} раза.</translation>
        </message>
        <message>
            <source>The value of “{field}” is missing or not possible.</source>
            <translation>Значение «{field}» отсутствует или недопустимо.</translation>
        </message>
        <message>
            <source>The line is not a JSON object.</source>
            <translation>Строка — не объект JSON.</translation>
        </message>
        <message>
            <source>There is no operation “{op}”. Known are: {known}.</source>
            <translation>Операции «{op}» нет. Есть: {known}.</translation>
        </message>
        <message>
            <source>{path} could not be read: {reason}.</source>
            <translation>Не удалось прочитать {path}: {reason}.</translation>
        </message>
        <message>
            <source>“{text}” is not a date. Write it as 2026-11-04.</source>
            <translation>«{text}» — не дата. Напишите так: 2026-11-04.</translation>
        </message>
        <message>
            <source>The calendar cannot be read at “{where}”.</source>
            <translation>Календарь не удалось прочитать: «{where}».</translation>
        </message>
        <message>
            <source>“{text}” is not a time of day. Write hours and minutes from 00:00 to 24:00.</source>
            <translation>«{text}» — не время суток. Укажите часы и минуты от 00:00 до 24:00.</translation>
        </message>
        <message>
            <source>“{text}” is not understood. Write days and hours such as Mo-Fr 9-13, 14-18; Sa 10-14.</source>
            <translation>«{text}» не понято. Напишите дни и часы, например Пн-Пт 9-13, 14-18; Сб 10-14.</translation>
        </message>
        <message>
            <source>There is no time zone “{zone}”.</source>
            <translation>Часового пояса «{zone}» нет.</translation>
        </message>
        <message>
            <source>{day} is in the list already. Edit that line instead.</source>
            <translation>{day} уже есть в списке. Измените ту строку.</translation>
        </message>
        <message>
            <source>{path} names no day of those years. Nothing was changed.</source>
            <translation>В файле {path} нет дней за эти годы. Ничего не изменено.</translation>
        </message>
        <message>
            <source>{path} is larger than {limit_mb} MB: that is no calendar. Nothing was changed.</source>
            <translation>{path} больше {limit_mb} МБ: это не календарь. Ничего не изменено.</translation>
        </message>
        <message>
            <source>New hours cannot begin in the past: tickets that came meanwhile were promised the old ones. Let them begin now and recompute the open tickets.</source>
            <translation>Новые часы не могут начаться в прошлом: пришедшим с тех пор заявкам обещаны прежние. Начните с текущего момента и пересчитайте открытые заявки.</translation>
        </message>
        <message>
            <source>“{name}” cannot be removed: deadlines are counted by it ({users}).</source>
            <translation>«{name}» нельзя удалить: по нему считаются сроки ({users}).</translation>
        </message>
        <message>
            <source>There is a calendar called “{name}” already.</source>
            <translation>Календарь «{name}» уже есть.</translation>
        </message>
        <message>
            <source>No holidays are known for {country} in those years.</source>
            <translation>Для {country} нет праздников за эти годы.</translation>
        </message>
        <message>
            <source>A short day and an extra working day need hours: write them as 9-17.</source>
            <translation>Для короткого и дополнительного рабочего дня нужны часы: напишите, например, 9-17.</translation>
        </message>
        <message>
            <source>Enter a name for the calendar.</source>
            <translation>Введите название календаря.</translation>
        </message>
        <message>
            <source>{path} is not a calendar file (ICS). Nothing was changed.</source>
            <translation>{path} — не файл календаря (ICS). Ничего не изменено.</translation>
        </message>
        <message>
            <source>{path} is not a production calendar: line {line} names no day. Nothing was changed.</source>
            <translation>{path} — не производственный календарь: в строке {line} нет дня. Ничего не изменено.</translation>
        </message>
        <message>
            <source>The result lies beyond the years a calendar can count (1 to 9999).</source>
            <translation>Результат вне лет, которые считает календарь (с 1 по 9999).</translation>
        </message>
        <message>
            <source>Two intervals overlap on {day}: {first} and {second}.</source>
            <translation>Интервалы пересекаются ({day}): {first} и {second}.</translation>
        </message>
        <message>
            <source>Open tickets can be recomputed only by hours that begin now.</source>
            <translation>Открытые заявки можно пересчитать только по часам, которые начинаются сейчас.</translation>
        </message>
        <message>
            <source>There is no calendar “{name}”. Known are: {known}.</source>
            <translation>Нет календаря «{name}». Есть: {known}.</translation>
        </message>
        <message>
            <source>A deadline has been judged by these hours meanwhile, so they stay. Edit the calendar again instead.</source>
            <translation>По этим часам уже оценён срок, поэтому они остаются. Измените календарь ещё раз.</translation>
        </message>
        <message>
            <source>Say in a few words what the call was about.</source>
            <translation>Напишите в двух словах, о чём был звонок.</translation>
        </message>
        <message>
            <source>Write down what the developers must know: without it they return half of the tickets.</source>
            <translation>Напишите, что нужно знать разработчикам: без этого они возвращают половину заявок.</translation>
        </message>
        <message>
            <source>This desk already has tickets. Demo data goes only into an empty one.</source>
            <translation>На этом столе уже есть заявки. Демонстрационные данные записываются только в пустой.</translation>
        </message>
        <message>
            <source>Only a lead can take a breach out of the figures.</source>
            <translation>Снять нарушение с показателей может только руководитель.</translation>
        </message>
        <message>
            <source>Say why the breach should not count: the reason stays in the history.</source>
            <translation>Укажите, почему нарушение не считается: причина останется в истории.</translation>
        </message>
        <message>
            <source>This deadline was not missed: there is nothing to excuse.</source>
            <translation>Этот срок не нарушен: снимать нечего.</translation>
        </message>
        <message>
            <source>The period ends before it begins: {first} – {last}.</source>
            <translation>Период заканчивается раньше, чем начинается: {first} – {last}.</translation>
        </message>
        <message>
            <source>This record is not there any more. Somebody may have removed it.</source>
            <translation>Этой записи больше нет. Возможно, её удалили.</translation>
        </message>
        <message>
            <source>The note is empty. Write what the others should know.</source>
            <translation>Заметка пуста. Напишите, что должны знать другие.</translation>
        </message>
        <message>
            <source>The output could not be written: {reason}.</source>
            <translation>Не удалось записать вывод: {reason}.</translation>
        </message>
        <message>
            <source>{name} has duties ahead, the first on {first}. Take them off the calendar first.</source>
            <translation>У сотрудника {name} есть дежурства, первое – {first}. Сначала уберите их из календаря.</translation>
        </message>
        <message>
            <source>{name} is the last active person. Add another one first.</source>
            <translation>{name} — последний активный сотрудник. Сначала добавьте другого.</translation>
        </message>
        <message>
            <source>There is somebody called {name} already.</source>
            <translation>{name} уже есть в списке.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Введите имя.</translation>
        </message>
        <message>
            <source>{name} is the name of nobody here, or of more than one person. Give the e-mail address.</source>
            <translation>«{name}» здесь не зовут никого или зовут нескольких человек. Укажите адрес почты.</translation>
        </message>
        <message>
            <source>The ticket is solved. Open it again to promise an answer.</source>
            <translation>Заявка решена. Откройте её снова, чтобы обещать ответ.</translation>
        </message>
        <message>
            <source>That moment has passed. Promise one that lies ahead.</source>
            <translation>Этот момент прошёл. Обещайте срок, который впереди.</translation>
        </message>
        <message>
            <source>No reply is owed here: the client has written nothing since the last answer.</source>
            <translation>Ответ здесь не нужен: после последнего ответа клиент ничего не писал.</translation>
        </message>
        <message>
            <source>There is no ticket #{number} here.</source>
            <translation>Заявки №{number} здесь нет.</translation>
        </message>
        <message>
            <source>“{text}” is no time at all: a target needs at least a minute. Empty means no target.</source>
            <translation>«{text}» — это нисколько: норма не короче минуты. Пусто — нормы нет.</translation>
        </message>
        <message>
            <source>“{text}” is longer than a target can be: at most 500 business days.</source>
            <translation>«{text}» — слишком долго: норма не длиннее 500 рабочих дней.</translation>
        </message>
        <message>
            <source>“{text}” is not a length of time. Write minutes, hours or business days: 15m, 4h, 3bd.</source>
            <translation>«{text}» — не длительность. Напишите минуты, часы или рабочие дни: 15 мин, 4 ч, 3 рд.</translation>
        </message>
        <message>
            <source>A solved ticket closes after 1 to 60 business days, or never.</source>
            <translation>Решённая заявка закрывается через 1–60 рабочих дней или никогда.</translation>
        </message>
        <message>
            <source>A solved ticket can be reopened within 0 to 365 days.</source>
            <translation>Решённую заявку можно открыть снова в течение 0–365 дней.</translation>
        </message>
        <message>
            <source>The reserve of the solution is 0 to 90 percent.</source>
            <translation>Запас до срока решения — от 0 до 90 процентов.</translation>
        </message>
        <message>
            <source>A target needs a length: minutes or business days, more than zero.</source>
            <translation>У нормы должна быть длительность: минуты или рабочие дни, больше нуля.</translation>
        </message>
        <message>
            <source>Warnings are percentages of the target from 1 to 99, each once: 50, 75, 90.</source>
            <translation>Предупреждения — проценты нормы от 1 до 99, каждый один раз: 50, 75, 90.</translation>
        </message>
        <message>
            <source>“{name}” cannot be removed: tickets, organisations or categories follow it.</source>
            <translation>«{name}» удалить нельзя: по ней идут заявки, организации или категории.</translation>
        </message>
        <message>
            <source>“{name}” cannot be removed: new tickets follow it. Choose another policy for them first.</source>
            <translation>«{name}» удалить нельзя: по ней идут новые заявки. Сначала выберите для них другую политику.</translation>
        </message>
        <message>
            <source>There is a policy called “{name}” already.</source>
            <translation>Политика «{name}» уже есть.</translation>
        </message>
        <message>
            <source>The calendar “{calendar}” has no open hour in the next 400 days: this target would never have a due time.</source>
            <translation>В календаре «{calendar}» нет ни одного рабочего часа в ближайшие 400 дней: у этой нормы никогда не будет срока.</translation>
        </message>
        <message>
            <source>Choose a calendar: there is no “{calendar}” any more.</source>
            <translation>Выберите календарь: «{calendar}» больше нет.</translation>
        </message>
        <message>
            <source>Enter a name for the policy.</source>
            <translation>Введите название политики.</translation>
        </message>
        <message>
            <source>The policy promises nothing: give at least one target for a reply or the solution.</source>
            <translation>Политика ничего не обещает: задайте хотя бы одну норму ответа или решения.</translation>
        </message>
        <message>
            <source>The edit stays: some clocks have stopped under it since. Edit the policy once more.</source>
            <translation>Правка остаётся: по ней уже засчитаны сроки. Измените политику ещё раз.</translation>
        </message>
        <message>
            <source>This value is not possible here.</source>
            <translation>Такое значение здесь недопустимо.</translation>
        </message>
        <message>
            <source>This ticket is merged or spam. Take the mark off first.</source>
            <translation>Заявка объединена с другой или отмечена как спам. Сначала снимите отметку.</translation>
        </message>
        <message>
            <source>A ticket cannot become new again.</source>
            <translation>Заявка не может снова стать новой.</translation>
        </message>
        <message>
            <source>Choose when to be reminded.</source>
            <translation>Выберите, когда напомнить.</translation>
        </message>
        <message>
            <source>Give the ticket a subject: without one nobody finds it again.</source>
            <translation>Укажите тему заявки: без неё её потом не найти.</translation>
        </message>
        <message>
            <source>That moment has passed. Choose one that lies ahead.</source>
            <translation>Этот момент уже прошёл. Выберите будущее время.</translation>
        </message>
        <message>
            <source>This is not possible now ({code}).</source>
            <translation>Сейчас это невозможно ({code}).</translation>
        </message>
        <message>
            <source>“{name}” is too large: all files of one letter may have {limit_mb} MB together.</source>
            <translation>Файл «{name}» слишком большой: все вложения одного письма — не больше {limit_mb} МБ.</translation>
        </message>
        <message>
            <source>You have no right to read {path}.</source>
            <translation>Нет прав на чтение {path}.</translation>
        </message>
        <message>
            <source>{path} is not a mailbox and not a message. It was left alone.</source>
            <translation>{path} — не почтовый ящик и не письмо. Файл не тронут.</translation>
        </message>
        <message>
            <source>There is no file or folder {path}.</source>
            <translation>Нет файла или папки {path}.</translation>
        </message>
        <message>
            <source>“{address}” is not an address that mail can be sent to.</source>
            <translation>«{address}» — не адрес, на который можно отправить письмо.</translation>
        </message>
        <message>
            <source>{host} gave an answer that makes no sense: {what}. Nothing was lost.</source>
            <translation>{host} ответил непонятно: {what}. Ничего не потеряно.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate cannot be checked. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат не удалось проверить. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate has expired. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: срок действия сертификата истёк. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate is not the one that was pinned. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат отличается от закреплённого. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate is not valid yet. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат ещё не действует. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate is signed by nobody but itself. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат подписан только самим сервером. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate comes from an unknown authority. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат выдан неизвестным центром. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The connection to {host} is not secure: its certificate belongs to another server. The password was not sent.</source>
            <translation>Соединение с {host} не защищено: сертификат выдан другому серверу. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>{host} refused the user name or password of {username}. It says: “{said}”.</source>
            <translation>{host} не принял имя или пароль {username}. Ответ сервера: {said}</translation>
        </message>
        <message>
            <source>“{name}” is too large: the mail server takes letters with {limit_mb} MB of files at most.</source>
            <translation>Файл «{name}» слишком велик: почтовый сервер принимает письма, где файлов не больше {limit_mb} МБ.</translation>
        </message>
        <message>
            <source>The whole letter is not on the server any more. What was read of it stays.</source>
            <translation>Целого письма на сервере больше нет. Прочитанное начало остаётся.</translation>
        </message>
        <message>
            <source>This letter is here as a whole already.</source>
            <translation>Это письмо уже загружено целиком.</translation>
        </message>
        <message>
            <source>There is no folder “{folder}” on {host}. It says: “{said}”.</source>
            <translation>На {host} нет папки «{folder}». Ответ сервера: {said}</translation>
        </message>
        <message>
            <source>{host} offers no way to log in that this program knows. Nothing was sent.</source>
            <translation>{host} не предлагает ни одного способа входа, который знает программа. Ничего не отправлено.</translation>
        </message>
        <message>
            <source>{host} let you sign in for an hour only. Allow the program lasting access, then sign in again.</source>
            <translation>{host} разрешает вход только на час. Дайте программе постоянный доступ и войдите снова.</translation>
        </message>
        <message>
            <source>This computer is not signed in to mailbox “{mailbox}”. Edit the mailbox and sign in.</source>
            <translation>На этом компьютере не выполнен вход в почтовый ящик «{mailbox}». Откройте ящик и войдите.</translation>
        </message>
        <message>
            <source>{host} refused to sign you in. It says: “{said}”.</source>
            <translation>{host} отказывает во входе. Ответ сервера: «{said}».</translation>
        </message>
        <message>
            <source>The sign-in was not finished.</source>
            <translation>Вход не завершён.</translation>
        </message>
        <message>
            <source>{host} does not accept this sign-in any more. Fetching is paused: edit the mailbox and sign in again.</source>
            <translation>{host} больше не принимает этот вход. Получение почты остановлено: откройте ящик и войдите снова.</translation>
        </message>
        <message>
            <source>The password of mailbox “{mailbox}” is not stored on this computer. Enter it in Settings.</source>
            <translation>Пароль почтового ящика «{mailbox}» не сохранён на этом компьютере. Введите его в настройках.</translation>
        </message>
        <message>
            <source>The mail has no recipient.</source>
            <translation>У письма нет получателя.</translation>
        </message>
        <message>
            <source>{host} offers no secure connection. The password was not sent.</source>
            <translation>{host} не предлагает защищённого соединения. Пароль не отправлен.</translation>
        </message>
        <message>
            <source>The database gave back other bytes than were stored. Nothing was marked as fetched; check the disk.</source>
            <translation>База данных вернула не те байты, что были записаны. Письма не отмечены как полученные; проверьте диск.</translation>
        </message>
        <message>
            <source>{host} did not answer in time. Trying again by itself.</source>
            <translation>{host} не ответил вовремя. Программа повторит попытку сама.</translation>
        </message>
        <message>
            <source>There is no server called {host}. Check the name.</source>
            <translation>Сервер {host} не найден. Проверьте имя.</translation>
        </message>
        <message>
            <source>{host} cannot be reached at port {port}. Trying again by itself.</source>
            <translation>{host} недоступен (порт {port}). Программа повторит попытку сама.</translation>
        </message>
        <message>
            <source>The message could not be read ({reason}).</source>
            <translation>Письмо не удалось прочитать ({reason}).</translation>
        </message>
        <message>
            <source>“{url}” cannot be an address to sign in at: it has to begin with https://.</source>
            <translation>«{url}» не может быть адресом для входа: он должен начинаться с https://.</translation>
        </message>
        <message>
            <source>Give the client ID under which your team has registered this program at the provider.</source>
            <translation>Укажите идентификатор клиента, под которым ваша команда зарегистрировала программу у провайдера.</translation>
        </message>
        <message>
            <source>{port} is not a port. Enter a number from 1 to 65535.</source>
            <translation>{port} — не порт. Введите число от 1 до 65535.</translation>
        </message>
        <message>
            <source>Mailbox “{name}” already reads this folder of this account.</source>
            <translation>Почтовый ящик «{name}» уже читает эту папку этой учётной записи.</translation>
        </message>
        <message>
            <source>Enter the servers for incoming and outgoing mail.</source>
            <translation>Укажите серверы входящей и исходящей почты.</translation>
        </message>
        <message>
            <source>Another workstation has taken over this mail. Nothing was sent twice.</source>
            <translation>Это письмо уже отправляет другое рабочее место. Дважды ничего не отправлено.</translation>
        </message>
        <message>
            <source>This mail is being sent right now. Try again in a moment.</source>
            <translation>Письмо отправляется прямо сейчас. Повторите чуть позже.</translation>
        </message>
        <message>
            <source>This mail needs no decision any more.</source>
            <translation>По этому письму решать больше нечего.</translation>
        </message>
        <message>
            <source>{author} wrote while you were writing. Your text is kept.</source>
            <translation>Пока вы писали, пришло сообщение: {author}. Ваш текст сохранён.</translation>
        </message>
        <message>
            <source>It is not in the Sent folder. Some servers keep no copy there: ask the client, or send it again.</source>
            <translation>В «Отправленных» этого письма нет. Некоторые серверы не хранят там копий: спросите клиента или отправьте ещё раз.</translation>
        </message>
        <message>
            <source>{{{name}}} is empty. Fill it in or take it out: the letter would say it so.</source>
            <translation>{{{name}}}: не заполнено. Заполните или уберите, иначе письмо так и уйдёт.</translation>
        </message>
        <message>
            <source>{address} is new on this ticket. Approve it with a click, or take it away.</source>
            <translation>{address}: новый адрес в этой заявке. Подтвердите его нажатием или уберите.</translation>
        </message>
        <message>
            <source>That moment is over. Choose a later one, or send the reply now.</source>
            <translation>Этот момент уже прошёл. Выберите более поздний или отправьте сейчас.</translation>
        </message>
        <message>
            <source>A reply can wait for a year at most.</source>
            <translation>Ответ может ждать не больше года.</translation>
        </message>
        <message>
            <source>A reply of yours waits on this ticket already. Send, edit or cancel it first.</source>
            <translation>В этой заявке уже ждёт отправки ваш ответ. Сначала отправьте, исправьте или отмените его.</translation>
        </message>
        <message>
            <source>Somebody else wrote this reply. You can send it now; its author can edit or cancel it.</source>
            <translation>Этот ответ написал кто-то другой. Вы можете отправить его сейчас; изменить или отменить его может автор.</translation>
        </message>
        <message>
            <source>Say who works here first, in Settings › General: a reply for later is in somebody’s name.</source>
            <translation>Сначала укажите в «Настройки › Общие», кто здесь работает: отложенный ответ уходит от чьего-то имени.</translation>
        </message>
        <message>
            <source>The reply is empty.</source>
            <translation>Ответ пуст.</translation>
        </message>
        <message>
            <source>No mailbox is set up for sending. Connect one in Settings › Mailboxes.</source>
            <translation>Нет ящика для отправки. Подключите его в разделе «Настройки › Почтовые ящики».</translation>
        </message>
        <message>
            <source>Nobody to send to: this ticket has no address. Add one to the To field.</source>
            <translation>Некому отправить: у заявки нет адреса. Добавьте его в поле «Кому».</translation>
        </message>
        <message>
            <source>It cannot be taken back or done again: somebody has changed the same since.</source>
            <translation>Отменить или повторить это нельзя: с тех пор это изменил кто-то другой.</translation>
        </message>
        <message>
            <source>It is too late to undo this: the letter has left.</source>
            <translation>Отменить уже нельзя: письмо ушло.</translation>
        </message>
        <message>
            <source>A rule needs a name of at most 100 characters: the history of a ticket shows it.</source>
            <translation>Правилу нужно имя не длиннее 100 знаков: его показывает история заявки.</translation>
        </message>
        <message>
            <source>A rule needs at least one condition; without any it would hold for all mail.</source>
            <translation>Правилу нужно хотя бы одно условие: без условий оно касалось бы всей почты.</translation>
        </message>
        <message>
            <source>A condition is empty. Say what it looks for, or take it away.</source>
            <translation>Условие пустое. Укажите, что искать, или удалите его.</translation>
        </message>
        <message>
            <source>“{header}” cannot be the name of a header. A name is like X-Priority, without a colon.</source>
            <translation>«{header}» не может быть именем заголовка. Имя пишется как X-Priority, без двоеточия.</translation>
        </message>
        <message>
            <source>This rule changes nothing. Let it set at least one field.</source>
            <translation>Это правило ничего не меняет. Пусть оно задаёт хотя бы одно поле.</translation>
        </message>
        <message>
            <source>Somebody has changed the rule “{name}” meanwhile. Look at it again, then edit.</source>
            <translation>Тем временем кто-то изменил правило «{name}». Посмотрите на него ещё раз, потом правьте.</translation>
        </message>
        <message>
            <source>A template needs a name of at most 100 characters.</source>
            <translation>Шаблону нужно имя не длиннее 100 знаков.</translation>
        </message>
        <message>
            <source>A template needs a text of at most 20,000 characters.</source>
            <translation>Шаблону нужен текст не длиннее 20 000 знаков.</translation>
        </message>
        <message>
            <source>There is no variable called {name}. The ones there are stand below the text.</source>
            <translation>Переменной {name} нет. Имеющиеся перечислены под текстом.</translation>
        </message>
        <message>
            <source>There is a template called “{name}” already.</source>
            <translation>Шаблон «{name}» уже есть.</translation>
        </message>
        <message>
            <source>Somebody has changed the template “{name}” meanwhile. Look at it again, then edit.</source>
            <translation>Тем временем кто-то изменил шаблон «{name}». Посмотрите на него ещё раз, потом правьте.</translation>
        </message>
        <message>
            <source>A turn cannot last {length}. Give a whole number from 1.</source>
            <translation>Смена не может длиться {length}. Укажите целое число от 1.</translation>
        </message>
        <message>
            <source>Choose a time within the duty, from now on, to split it.</source>
            <translation>Чтобы разделить дежурство, выберите время внутри него, не раньше текущего.</translation>
        </message>
        <message>
            <source>This breaks a rule for {person}. Give a reason to do it all the same.</source>
            <translation>Это нарушает правило для сотрудника {person}. Чтобы всё же сделать так, укажите причину.</translation>
        </message>
        <message>
            <source>{person} has another duty at this time, from {start}.</source>
            <translation>{person} в это время уже дежурит, с {start}.</translation>
        </message>
        <message>
            <source>Say who joins or who is taken away; they cannot be the same person.</source>
            <translation>Укажите, кого добавить или снять; это не может быть один и тот же человек.</translation>
        </message>
        <message>
            <source>“{name}” has ended by then; nobody takes turns in it.</source>
            <translation>Правило «{name}» к этому времени закончилось: в нём никто не дежурит.</translation>
        </message>
        <message>
            <source>The end ({end}) does not come after the start ({start}).</source>
            <translation>Конец ({end}) не позже начала ({start}).</translation>
        </message>
        <message>
            <source>A rotation cannot start that far from today. Choose a day from 1900 to 2199.</source>
            <translation>Очередь не может начинаться так далеко от сегодняшнего дня. Выберите день с 1900 по 2199 год.</translation>
        </message>
        <message>
            <source>“{name}” stands alone at this time. Change that temporary schedule instead.</source>
            <translation>В это время действует только «{name}». Измените этот временный график.</translation>
        </message>
        <message>
            <source>This duty is locked. Unlock it first.</source>
            <translation>Дежурство закреплено. Сначала открепите его.</translation>
        </message>
        <message>
            <source>A rotation has the same hours on all its days. Add another one for other hours.</source>
            <translation>У очереди одни и те же часы во все её дни. Для других часов добавьте ещё одну.</translation>
        </message>
        <message>
            <source>Not every month has a day {day}. Let a monthly rotation start on day 1 to 28.</source>
            <translation>Не в каждом месяце есть {day}-е число. Начните месячную очередь с 1-го по 28-е.</translation>
        </message>
        <message>
            <source>Choose at least one weekday.</source>
            <translation>Выберите хотя бы один день недели.</translation>
        </message>
        <message>
            <source>A duty rule needs a name.</source>
            <translation>Правилу дежурств нужно имя.</translation>
        </message>
        <message>
            <source>Nobody is on duty by this rule. Choose a person or the people who take turns.</source>
            <translation>По этому правилу никто не дежурит. Выберите человека или тех, кто дежурит по очереди.</translation>
        </message>
        <message>
            <source>A temporary schedule needs a name.</source>
            <translation>Временному графику нужно название.</translation>
        </message>
        <message>
            <source>A turn of a rotation, or a swapped duty, is neither split nor locked: no plan moves it. Shorten it, and give the rest to somebody else.</source>
            <translation>Смену по очереди и переданное дежурство не делят и не закрепляют: планы их не двигают. Укоротите его и отдайте остаток другому.</translation>
        </message>
        <message>
            <source>The duty belongs to “{name}” and has to stay within its time.</source>
            <translation>Дежурство относится к «{name}» и не может выйти за его время.</translation>
        </message>
        <message>
            <source>Two overrides of {person} overlap at {start}. Change or delete one of them first.</source>
            <translation>Две замены ({person}) пересекаются: {start}. Сначала измените или удалите одну из них.</translation>
        </message>
        <message>
            <source>What is past cannot be changed. Choose a time from now on.</source>
            <translation>Прошлое изменить нельзя. Выберите время начиная с этой минуты.</translation>
        </message>
        <message>
            <source>{person} has left the team. Choose somebody else.</source>
            <translation>{person} больше не работает в команде. Выберите другого сотрудника.</translation>
        </message>
        <message>
            <source>Two temporary schedules overlap at {start}. Change or delete one of them first.</source>
            <translation>Два временных графика пересекаются: {start}. Сначала измените или удалите один из них.</translation>
        </message>
        <message>
            <source>A duty can last {days} days at the most.</source>
            <translation>Дежурство длится не больше {days} дней.</translation>
        </message>
        <message>
            <source>There is no line “{name}”.</source>
            <translation>Линии «{name}» нет.</translation>
        </message>
        <message>
            <source>The rate of “{rule}” is below zero.</source>
            <translation>Ставка правила «{rule}» меньше нуля.</translation>
        </message>
        <message>
            <source>There is nobody to plan. Choose at least one person.</source>
            <translation>Планировать некого. Выберите хотя бы одного человека.</translation>
        </message>
        <message>
            <source>The calendar has changed since this plan was made. Plan again.</source>
            <translation>Календарь изменился после составления плана. Составьте план заново.</translation>
        </message>
        <message>
            <source>Two duties have the number {slot}.</source>
            <translation>У двух дежурств один номер: {slot}.</translation>
        </message>
        <message>
            <source>The search was stopped before there was a plan.</source>
            <translation>Поиск остановлен раньше, чем появился план.</translation>
        </message>
        <message>
            <source>A plan covers 400 days at most, not {days}. Choose fewer days.</source>
            <translation>План охватывает не больше 400 дней, а здесь {days}. Выберите меньше дней.</translation>
        </message>
        <message>
            <source>{person} holds a duty and is not among those who are planned.</source>
            <translation>За дежурством записан {person}, но среди планируемых этого человека нет.</translation>
        </message>
        <message>
            <source>There is no duty with the number {slot}.</source>
            <translation>Дежурства с номером {slot} нет.</translation>
        </message>
        <message>
            <source>The solver HiGHS is not installed. The program plans with a simpler search.</source>
            <translation>Решатель HiGHS не установлен. Программа планирует более простым поиском.</translation>
        </message>
        <message>
            <source>Give a number of people from 1 to {most}.</source>
            <translation>Укажите число людей от 1 до {most}.</translation>
        </message>
        <message>
            <source>There is a requirement called “{name}” already.</source>
            <translation>Требование «{name}» уже есть.</translation>
        </message>
        <message>
            <source>A requirement needs a name.</source>
            <translation>Дайте требованию название.</translation>
        </message>
        <message>
            <source>This is not possible for a rule of rest. Give a figure that fits into a week.</source>
            <translation>Для правила отдыха это невозможно. Укажите число, которое умещается в неделю.</translation>
        </message>
        <message>
            <source>The roster cannot be read at “{where}”.</source>
            <translation>Описание графика не читается: «{where}».</translation>
        </message>
        <message>
            <source>The part to swap lies outside of the duty.</source>
            <translation>Часть для замены лежит за пределами дежурства.</translation>
        </message>
        <message>
            <source>What was swapped has begun. Ask for another swap, or take over now.</source>
            <translation>Дежурство уже началось. Попросите новую замену или примите дежурство сейчас.</translation>
        </message>
        <message>
            <source>Only a turn of a rotation or a published duty can be swapped. Reassign this one.</source>
            <translation>Заменить можно только смену по очереди или опубликованное дежурство. Это – переназначьте.</translation>
        </message>
        <message>
            <source>Somebody else was asked to take this duty.</source>
            <translation>Об этой замене просили другого человека.</translation>
        </message>
        <message>
            <source>This person does not have the duty.</source>
            <translation>Этого дежурства у этого человека нет.</translation>
        </message>
        <message>
            <source>This request was answered already.</source>
            <translation>На эту просьбу уже ответили.</translation>
        </message>
        <message>
            <source>This duty is not on now. Ask for a swap instead.</source>
            <translation>Это дежурство сейчас не идёт. Попросите замену.</translation>
        </message>
        <message>
            <source>Nobody has taken this duty, so there is nothing to undo.</source>
            <translation>Это дежурство никто не взял, отменять нечего.</translation>
        </message>
        <message>
            <source>Only the people concerned or a lead can decide this.</source>
            <translation>Решить это могут только сами участники или руководитель.</translation>
        </message>
        <message>
            <source>This duty is over.</source>
            <translation>Это дежурство закончилось.</translation>
        </message>
        <message>
            <source>The duty is this person's own already.</source>
            <translation>Это дежурство и так за этим человеком.</translation>
        </message>
        <message>
            <source>{person} is absent or cannot at this time. A lead can decide otherwise.</source>
            <translation>{person} в это время отсутствует или не может. Руководитель может решить иначе.</translation>
        </message>
        <message>
            <source>Only whoever has the duty, or a lead, can accept it.</source>
            <translation>Принять смену может только тот, кто дежурит, или руководитель.</translation>
        </message>
        <message>
            <source>This duty is over; there is nothing to accept any more.</source>
            <translation>Это дежурство закончилось, принимать уже нечего.</translation>
        </message>
        <message>
            <source>A ticket cannot be linked to itself. Choose another number.</source>
            <translation>Заявку нельзя связать с самой собой. Выберите другой номер.</translation>
        </message>
        <message>
            <source>A ticket cannot be merged into itself. Choose another one.</source>
            <translation>Заявку нельзя объединить с самой собой. Выберите другую.</translation>
        </message>
        <message>
            <source>{count} tickets are too many to merge at once. Choose up to {limit}.</source>
            <translation>Заявок слишком много, чтобы объединить их сразу: {count}. Выберите не больше {limit}.</translation>
        </message>
        <message>
            <source>“{domain}” is not a domain. It is what stands after the @ of their addresses.</source>
            <translation>«{domain}» не домен. Домен стоит в их адресах после @.</translation>
        </message>
        <message>
            <source>The domain {domain} belongs to {name} already.</source>
            <translation>Домен {domain} уже относится к «{name}».</translation>
        </message>
        <message>
            <source>Tickets or clients belong to {name}. Give them another organisation first.</source>
            <translation>К «{name}» относятся заявки или клиенты. Сначала укажите для них другую организацию.</translation>
        </message>
        <message>
            <source>An organisation needs a name.</source>
            <translation>У организации должно быть название.</translation>
        </message>
        <message>
            <source>The first message began this ticket and stays in it. Split off a later one.</source>
            <translation>С первого письма началась эта заявка, оно остаётся в ней. Выделите более позднее.</translation>
        </message>
        <message>
            <source>Only a client's message can become a ticket of its own.</source>
            <translation>Отдельной заявкой может стать только письмо клиента.</translation>
        </message>
        <message>
            <source>Somebody has changed the view “{name}” meanwhile. Open it again.</source>
            <translation>Представление «{name}» тем временем изменили. Откройте его ещё раз.</translation>
        </message>
        <message>
            <source>There is a view called “{name}” already. Choose another name.</source>
            <translation>Представление «{name}» уже есть. Выберите другое название.</translation>
        </message>
        <message>
            <source>A view needs a name.</source>
            <translation>У представления должно быть название.</translation>
        </message>
        <message>
            <source>There is nothing to save: type a search first.</source>
            <translation>Сохранять нечего: сначала введите поиск.</translation>
        </message>
        <message>
            <source>This is not a calendar file (ICS). Nothing was changed.</source>
            <translation>Это не файл календаря (ICS). Ничего не изменено.</translation>
        </message>
        <message>
            <source>The calendar file is larger than {limit_mb} MB. Export fewer months. Nothing was changed.</source>
            <translation>Файл календаря больше {limit_mb} МБ. Выгрузите меньше месяцев. Ничего не изменено.</translation>
        </message>
        <message>
            <source>The calendar file has more than {limit} events in the next year. Export a calendar of duties alone. Nothing was changed.</source>
            <translation>В файле календаря больше {limit} событий на год вперёд. Выгрузите календарь с одними дежурствами. Ничего не изменено.</translation>
        </message>
        <message>
            <source>Reading the calendar file took too long: it repeats events in a way that never ends, or is damaged. Nothing was changed.</source>
            <translation>Файл календаря читается слишком долго: он бесконечно повторяет события или повреждён. Ничего не изменено.</translation>
        </message>
        <message>
            <source>The rate of “{rule}” is not an amount from 0 to 1,000,000.</source>
            <translation>Ставка «{rule}» — не сумма от 0 до 1 000 000.</translation>
        </message>
        <message>
            <source>Enter a name for the pay rule.</source>
            <translation>Введите название правила оплаты.</translation>
        </message>
        <message>
            <source>Choose at least one person, or let the rule be for everybody.</source>
            <translation>Выберите хотя бы одного человека или сделайте правило общим.</translation>
        </message>
        <message>
            <source>A pay list covers ten years at most.</source>
            <translation>Ведомость охватывает не больше десяти лет.</translation>
        </message>
    </context>
    <context>
        <name>formats</name>
        <message>
            <source>just now</source>
            <translation>только что</translation>
        </message>
        <message>
            <source>{minutes} min ago</source>
            <translation>{minutes} мин назад</translation>
        </message>
        <message>
            <source>{hours} h ago</source>
            <translation>{hours} ч назад</translation>
        </message>
        <message>
            <source>{days} d {hours} h</source>
            <translation>{days} д {hours} ч</translation>
        </message>
        <message>
            <source>{days} d</source>
            <translation>{days} д</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} ч {minutes} мин</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} ч</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
    </context>
    <context>
        <name>health</name>
        <message>
            <source>Database</source>
            <translation>База данных</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>Stored mail</source>
            <translation>Сохранённые письма</translation>
        </message>
        <message>
            <source>SLA clocks</source>
            <translation>Отсчёт сроков</translation>
        </message>
        <message>
            <source>Mail in</source>
            <translation>Приём почты</translation>
        </message>
        <message>
            <source>Mail out</source>
            <translation>Отправка почты</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Предупреждения</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервные копии</translation>
        </message>
        <message>
            <source>Passwords</source>
            <translation>Пароли</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Диск</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Звук</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>Уведомления</translation>
        </message>
        <message>
            <source>Tray</source>
            <translation>Область уведомлений</translation>
        </message>
        <message>
            <source>Start with the computer</source>
            <translation>Запуск с компьютером</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Языки</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Программа</translation>
        </message>
        <message>
            <source>SQLite {version}, {size_mb} MB, integrity ok, journal {journal}</source>
            <translation>SQLite {version}, {size_mb} МБ, целостность в порядке, журнал {journal}</translation>
        </message>
        <message>
            <source>PostgreSQL {version}, {size_mb} MB</source>
            <translation>PostgreSQL {version}, {size_mb} МБ</translation>
        </message>
        <message>
            <source>SQLite {version}, {size_mb} MB, integrity ok; this SQLite is older than 3.51.3, so the write-ahead log is not used (journal {journal})</source>
            <translation>SQLite {version}, {size_mb} МБ, целостность в порядке; эта версия SQLite старше 3.51.3, поэтому журнал упреждающей записи выключен (журнал {journal})</translation>
        </message>
        <message>
            <source>damaged: {reason}. Restore the last verified backup</source>
            <translation>повреждена: {reason}. Восстановите последнюю проверенную копию</translation>
        </message>
        <message>
            <source>{seconds} s from the database's</source>
            <translation>расходятся с часами базы на {seconds} с</translation>
        </message>
        <message>
            <source>{seconds} s from the database's; set this computer's clock</source>
            <translation>расходятся с часами базы на {seconds} с; переведите часы этого компьютера</translation>
        </message>
        <message>
            <source>{checked} of {total} mails are as they came</source>
            <translation>{checked} из {total} писем такие, какими пришли</translation>
        </message>
        <message>
            <source>{wrong} of {checked} mails are not as they came. Restore a backup</source>
            <translation>{wrong} из {checked} писем изменились. Восстановите копию</translation>
        </message>
        <message>
            <source>{checked} tickets are judged as the rules say</source>
            <translation>{checked} заявок посчитаны по правилам</translation>
        </message>
        <message>
            <source>{wrong} of {checked} tickets differ: run doctor --rebuild</source>
            <translation>{wrong} из {checked} заявок расходятся с правилами: запустите doctor --rebuild</translation>
        </message>
        <message>
            <source>no mailbox is set up</source>
            <translation>ни один ящик не настроен</translation>
        </message>
        <message>
            <source>{count} mailboxes, all checked within {seconds} s</source>
            <translation>ящиков: {count}, все проверены не позднее {seconds} с назад</translation>
        </message>
        <message>
            <source>{count} mailboxes, all checked within {seconds} s; of three days {on_server} mails on the server, {here} here</source>
            <translation>почтовых ящиков: {count}, все проверены за последние {seconds} с; за три дня на сервере писем: {on_server}, здесь: {here}</translation>
        </message>
        <message>
            <source>of three days {on_server} mails on the server, but {here} here: compare again in the settings, then look into the mailbox</source>
            <translation>за три дня на сервере писем: {on_server}, а здесь: {here}; сверьте ещё раз в настройках, затем загляните в ящик</translation>
        </message>
        <message>
            <source>{count} mailboxes, not checked for 15 minutes: Duty Desk is open nowhere</source>
            <translation>ящиков: {count}, 15 минут не проверялись: Duty Desk нигде не открыт</translation>
        </message>
        <message>
            <source>{late} are overdue: Duty Desk was open nowhere</source>
            <translation>просрочено {late}: Duty Desk нигде не был открыт</translation>
        </message>
        <message>
            <source>{failing} of {count} mailboxes cannot be read just now</source>
            <translation>сейчас не читаются {failing} из {count} ящиков</translation>
        </message>
        <message>
            <source>{paused} of {count} mailboxes refuse the password: enter it in the settings</source>
            <translation>{paused} из {count} ящиков не принимают пароль: введите его в настройках</translation>
        </message>
        <message>
            <source>{queued} waiting, {sent} sent</source>
            <translation>ждут {queued}, отправлено {sent}</translation>
        </message>
        <message>
            <source>{in_doubt} in doubt, {failed} failed: look at them in the window</source>
            <translation>под вопросом {in_doubt}, не отправлено {failed}: посмотрите их в окне</translation>
        </message>
        <message>
            <source>none is overdue</source>
            <translation>просроченных нет</translation>
        </message>
        <message>
            <source>there is none yet: run dutydesk backup</source>
            <translation>ещё нет: запустите dutydesk backup</translation>
        </message>
        <message>
            <source>verified, {hours} h old, {size_mb} MB</source>
            <translation>проверена, {hours} ч назад, {size_mb} МБ</translation>
        </message>
        <message>
            <source>{hours} h old, and there were changes since: run dutydesk backup</source>
            <translation>{hours} ч назад, и с тех пор были изменения: запустите dutydesk backup</translation>
        </message>
        <message>
            <source>the newest, {hours} h old, cannot be read: run dutydesk backup</source>
            <translation>последняя, {hours} ч назад, не читается: запустите dutydesk backup</translation>
        </message>
        <message>
            <source>in the system keyring</source>
            <translation>в связке ключей системы</translation>
        </message>
        <message>
            <source>no keyring here: they are asked for once a start</source>
            <translation>связки ключей здесь нет: пароли спрашиваются один раз за запуск</translation>
        </message>
        <message>
            <source>{free_gb} GB free, {kind}</source>
            <translation>свободно {free_gb} ГБ, {kind}</translation>
        </message>
        <message>
            <source>only {free_gb} GB free, {kind}</source>
            <translation>свободно только {free_gb} ГБ, {kind}</translation>
        </message>
        <message>
            <source>full: {free_gb} GB free, {kind}</source>
            <translation>заполнен: свободно {free_gb} ГБ, {kind}</translation>
        </message>
        <message>
            <source>played by {player}</source>
            <translation>{player} воспроизводит звук</translation>
        </message>
        <message>
            <source>nothing here can play a sound</source>
            <translation>здесь нечем воспроизвести звук</translation>
        </message>
        <message>
            <source>shown by {service}</source>
            <translation>показывает {service}</translation>
        </message>
        <message>
            <source>this desktop shows none; the window does it by itself</source>
            <translation>этот рабочий стол их не показывает; окно показывает само</translation>
        </message>
        <message>
            <source>there is one</source>
            <translation>есть</translation>
        </message>
        <message>
            <source>not available on this desktop; the window minimises instead</source>
            <translation>на этом рабочем столе её нет; окно будет сворачиваться</translation>
        </message>
        <message>
            <source>only the window can tell</source>
            <translation>знает только окно</translation>
        </message>
        <message>
            <source>on, into the tray</source>
            <translation>включён, в трей</translation>
        </message>
        <message>
            <source>off: warnings come once somebody starts the program</source>
            <translation>выключен: предупреждения придут, когда программу запустят</translation>
        </message>
        <message>
            <source>{count} of {count} languages</source>
            <translation>{count} из {count} языков</translation>
        </message>
        <message>
            <source>damaged or missing: {missing}. Install the program again</source>
            <translation>повреждены или отсутствуют: {missing}. Установите программу заново</translation>
        </message>
        <message>
            <source>Duty Desk {version}, Python {python}, Qt {qt}</source>
            <translation>Duty Desk {version}, Python {python}, Qt {qt}</translation>
        </message>
    </context>
</TS>