"""Scenarios of pages that stand in an article's place, and of articles about such pages."""

import pytest

from bot.ingest.pages.reader import read_page
from bot.ingest.pages.walls import is_wall, is_wall_title, wall_share

WALLS = {
    "bot check": ("Just a moment...", "Checking if the site connection is secure. Please complete the security check to go on."),
    "captcha, German": ("Kurze Prüfung", "Bitte bestätigen Sie, dass Sie kein Roboter sind. Ihr Browser wurde als auffällig gemeldet."),
    "captcha, Spanish": ("Verificación", "Confirma que no eres un robot. Hemos visto tráfico inusual desde tu dirección IP."),
    "geo block": ("The Osterholm Post", "Our website is unavailable in your country for legal reasons. We are sorry."),
    "geo block, French": ("Le Matin d'Arbel", "Ce contenu n'est pas accessible depuis votre pays."),
    "soft 404, Italian": ("Pagina non trovata", "La pagina che stai cercando non esiste o è stata spostata. Torna alla home."),
    "soft 404, Polish": ("404", "Strona, której szukasz, nie istnieje. Wróć na stronę główną."),
    "soft 404, Chinese": ("页面不存在", "您访问的页面不存在或已被删除。返回首页"),
    "refused": ("Access Denied", "You don't have permission to access this resource. Reference #9.5f"),
    "login": ("Log in", "Log in to your account to continue. Forgot your password?"),
    "members, Russian": ("Вход", "Войдите или зарегистрируйтесь, чтобы читать дальше."),
    "subscribers, Portuguese": ("Só para assinantes", "Conteúdo exclusivo para assinantes. Já é assinante? Faça login para continuar."),
    "advertising": ("We noticed something", "You are using an ad blocker. Please turn off your ad blocker to read on."),
    "script": ("Osterholm Post", "You need to enable JavaScript to run this app."),
    "consent, Dutch": ("De Krant", "Wij en onze partners gebruiken cookies om gegevens te bewaren. U kunt uw toestemming altijd intrekken."),
    "consent, Turkish": ("Gizliliğiniz", "Biz ve iş ortaklarımız cihazınızda çerez saklıyoruz. Kişisel verilerinizin işlenmesini reddedebilirsiniz."),
    "consent, Arabic": ("خصوصيتك", "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. يمكنك رفض معالجة بياناتك الشخصية."),
    "consent, Czech": ("Cookies", "My a naši partneři ukládáme informace ve vašem zařízení. Kliknutím udělujete souhlas se zpracováním údajů."),
    "bot check, Japanese": ("確認中", "お使いのブラウザを確認しています。JavaScriptを有効にしてください。"),
    "advertising, German": ("Bitte deaktivieren Sie Ihren Adblocker", "Sie nutzen einen Adblocker. Bitte deaktivieren Sie ihn für unsere Seite."),
    "maintenance, French": ("Maintenance", "Notre site est actuellement en maintenance. Merci de revenir plus tard."),
}  # fmt: skip

ARTICLES = {
    "of a captcha": ("Shop drops its captcha", "Are you a robot? That question is gone from the ticket shop of Osterholm. Two in three buyers had given up at it, the theatre said. Sales rose by a fifth in the first week."),
    "of cookies": ("Court bans cookie banner", "A court in Osterholm has banned the banner of a retailer. Its button to refuse was grey on grey. The company has to pay 40,000 crowns and wants to appeal."),
    "of a geo block": ("Archive opens to the world", "Readers abroad can use the archive of the broadcaster from June. Until now films were not shown outside the country. The fees had been in dispute for nine years."),
    "of a lost page": ("Page not found: how links die", "Page not found: a third of the links in old rulings lead nowhere, a study says. Librarians saved 12,000 of them last year. Courts now store copies."),
    "of upkeep": ("Bridge under maintenance", "The old bridge of Osterholm is closed for maintenance until June. Buses take the northern crossing. The town pays 12 million crowns for new bolts."),
    "of ad blockers": ("Broadcaster sues maker of ad blocker", "A broadcaster has sued the maker of an ad blocker in Osterholm. It wants 3 million crowns. The court will hear both sides in May, a clerk said."),
    "of a paywall": ("Daily raises its price", "The Osterholm Post costs 14 crowns a month from January. The paper has 31,000 subscribers and lost 900 of them in a year. The editor said that paper had become dear."),
}  # fmt: skip


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_told_by_how_it_speaks_to_its_visitor(name):
    title, text = WALLS[name]
    assert is_wall(text, (title,), site="Osterholm Post")
    page = read_page(f"<title>{title}</title><body><h1>{title}</h1><p>{text}</p></body>")
    assert page.text == "" and page.problem in {"wall", "empty"}


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_about_such_a_thing_stays(name):
    title, text = ARTICLES[name]
    assert not is_wall(text, (title,), site="Osterholm Post")
    page = read_page(
        f"<title>{title}</title><body><h1>{title}</h1><article><p>{text}</p></article>"
    )
    assert page.problem is None and text in page.text


def test_a_wall_is_one_however_long_it_is():
    told = "We and our partners store cookies on your device. You can withdraw your consent. "
    assert is_wall(told * 80, ("Osterholm Post",))


def test_a_headline_of_a_wall_is_the_whole_headline():
    assert is_wall_title("Access denied") and is_wall_title("  Are you a robot? ")
    assert not is_wall_title("Access denied: a village waits for its road")
    assert not is_wall_title("")


def test_nothing_has_no_share():
    assert wall_share("") == 0.0
    assert not is_wall("", ("Harbour closes",))
