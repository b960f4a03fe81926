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
    "more: age gate en": ("Age verification", "You must be 18 or older to view this content. Please confirm your date of birth to enter the site."),
    "more: age gate de": ("Altersprüfung", "Dieser Inhalt ist erst ab 18 Jahren zugänglich. Bitte bestätigen Sie Ihr Alter, um fortzufahren."),
    "more: age gate fr": ("Avez-vous plus de 18 ans ?", "Ce contenu est réservé aux adultes. Veuillez confirmer que vous avez plus de 18 ans pour continuer."),
    "more: age gate es": ("Verificación de edad", "Debes ser mayor de 18 años para ver este contenido. Confirma tu fecha de nacimiento para entrar."),
    "more: app en": ("Get the app", "Read this story in our app. Download the app for iPhone or Android to continue reading. Open in app."),
    "more: app de": ("Weiterlesen in der App", "Diesen Artikel lesen Sie in unserer App. Laden Sie die App herunter, um weiterzulesen."),
    "more: app fr": ("Continuez dans l'application", "Téléchargez notre application pour continuer votre lecture. Disponible sur l'App Store et Google Play."),
    "more: app zh": ("打开APP阅读全文", "请下载APP阅读全文。扫描二维码下载客户端，继续阅读。"),
    "more: rate en": ("Too Many Requests", "You have made too many requests in a short time. Please slow down and try again in a few minutes."),
    "more: rate2 en": ("429", "Rate limit exceeded. Please wait before you try again."),
    "more: rate de": ("Zu viele Anfragen", "Sie haben in kurzer Zeit zu viele Anfragen gesendet. Bitte versuchen Sie es in einigen Minuten erneut."),
    "more: rate ru": ("Слишком много запросов", "С вашего адреса поступило слишком много запросов. Повторите попытку через несколько минут."),
    "more: maint en": ("We'll be back soon", "We are performing scheduled maintenance and will be back online shortly. Thank you for your patience."),
    "more: maint de": ("Gleich wieder da", "Wir führen gerade Wartungsarbeiten durch. In Kürze sind wir wieder für Sie da. Vielen Dank für Ihr Verständnis."),
    "more: maint es": ("Volvemos enseguida", "Estamos realizando tareas de mantenimiento. Disculpa las molestias, estaremos de vuelta en unos minutos."),
    "more: maint pl": ("Przerwa techniczna", "Trwają prace techniczne. Przepraszamy za utrudnienia, prosimy spróbować ponownie później."),
    "more: maint ja": ("メンテナンス中", "ただいまメンテナンス中です。ご迷惑をおかけしますが、しばらくお待ちください。"),
    "more: 503 en": ("503 Service Temporarily Unavailable", "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later."),
    "more: 500 fr": ("Erreur 500", "Une erreur interne s'est produite. Nos équipes ont été prévenues. Veuillez réessayer plus tard."),
    "more: err tr": ("Bir hata oluştu", "Beklenmeyen bir hata oluştu. Lütfen daha sonra tekrar deneyin."),
    "more: soft404 en1": ("Oops! That page can't be found.", "It looks like nothing was found at this location. Maybe try one of the links below or a search?"),
    "more: soft404 en2": ("We can't seem to find the page you're looking for", "Sorry, the article has expired or was moved. Check the address for typing errors, or browse our latest stories."),
    "more: soft404 en3": ("This story is no longer available", "Articles are kept for 30 days under our licence with the agency. You may want to search our archive."),
    "more: soft404 de": ("Leider nicht mehr verfügbar", "Dieser Artikel ist nicht mehr verfügbar. Aus rechtlichen Gründen wird er nach sieben Tagen gelöscht."),
    "more: soft404 es": ("¡Vaya! No encontramos lo que buscas", "La página que buscas ya no existe o ha cambiado de dirección. Vuelve a la portada."),
    "more: soft404 pt": ("Ops! Página não encontrada", "O conteúdo que você procura foi removido ou não existe mais. Volte para a página inicial."),
    "more: soft404 ru": ("Страница не найдена", "К сожалению, запрашиваемая страница удалена или никогда не существовала. Воспользуйтесь поиском."),
    "more: soft404 sv": ("Sidan finns inte", "Sidan du söker finns inte eller har flyttats. Gå till startsidan."),
    "more: soft404 ja": ("お探しのページは見つかりませんでした", "お探しのページは削除されたか、URLが変更された可能性があります。トップページにお戻りください。"),
    "more: soft404 ko": ("페이지를 찾을 수 없습니다", "요청하신 페이지가 삭제되었거나 주소가 변경되었습니다. 홈으로 이동해 주세요."),
    "more: geo en": ("Video unavailable", "This video is not available in your region because of rights restrictions."),
    "more: geo de": ("Nicht verfügbar", "Dieses Angebot steht aus rechtlichen Gründen in Ihrem Land nicht zur Verfügung."),
    "more: geo es": ("Contenido no disponible", "Este contenido no está disponible en tu región por motivos de derechos."),
    "more: geo it": ("Contenuto bloccato", "Spiacenti, questo contenuto non è disponibile nel tuo Paese per motivi di diritti."),
    "more: geo pl": ("Niedostępne", "Ten materiał nie jest dostępny w Twoim kraju ze względu na ograniczenia licencyjne."),
    "more: geo ru": ("Недоступно", "Этот материал недоступен в вашем регионе по решению правообладателя."),
    "more: captcha fr": ("Un instant…", "Vérifions que vous n'êtes pas un robot. Cochez la case ci-dessous pour accéder au site."),
    "more: captcha pt": ("Só um momento", "Precisamos confirmar que você não é um robô. Marque a caixa abaixo para continuar."),
    "more: captcha it": ("Un attimo", "Dobbiamo verificare che tu non sia un robot. Seleziona la casella per proseguire."),
    "more: captcha zh": ("请稍候", "正在检查您的浏览器。请完成验证以继续访问。"),
    "more: captcha tr": ("Bir dakika lütfen", "Bağlantınızın güvenli olup olmadığı kontrol ediliyor. Robot olmadığınızı doğrulayın."),
    "more: captcha amazon": ("Robot Check", "Enter the characters you see below. Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies."),
    "more: px": ("Access to this page has been denied", "Access to this page has been denied because we believe you are using automation tools to browse the website. Please make sure that Javascript and cookies are enabled on your browser."),
    "more: incapsula": ("Pardon Our Interruption", "As you were browsing something about your browser made us think you were a bot. There are a few reasons this might happen: You're a power user moving through this website with super-human speed."),
    "more: bloomberg": ("Are you a robot?", "We've detected unusual activity from your computer network. To continue, please click the box below to let us know you're not a robot."),
    "more: sub en": ("Continue reading with a subscription", "You've read your last free article this month. Subscribe from 1 crown a week to keep reading. Cancel anytime. Already a subscriber? Log in."),
    "more: sub de": ("Weiterlesen mit Plus", "Dieser Artikel ist exklusiv für Abonnenten. Testen Sie jetzt vier Wochen kostenlos. Sie sind bereits Abonnent? Hier anmelden."),
    "more: sub fr": ("Article réservé", "La suite est réservée aux abonnés. Abonnez-vous pour 1 € le premier mois, sans engagement. Déjà abonné ? Identifiez-vous."),
    "more: sub es": ("Para seguir leyendo", "Este contenido es exclusivo para suscriptores. Suscríbete por 1 euro al mes y accede a todos los artículos. ¿Ya eres suscriptor? Inicia sesión."),
    "more: sub it": ("Contenuto per abbonati", "Per continuare a leggere abbonati a 1 euro al mese. Sei già abbonato? Accedi."),
    "more: sub pt": ("Assine para continuar", "Você atingiu o limite de matérias gratuitas. Assine por R$ 1,90 e tenha acesso ilimitado. Já é assinante? Entre."),
    "more: sub ru": ("Материал для подписчиков", "Продолжение доступно только подписчикам. Оформите подписку, чтобы дочитать. Уже подписаны? Войдите."),
    "more: sub nl": ("Verder lezen?", "Dit artikel is alleen voor abonnees. Neem nu een abonnement vanaf 1 euro. Al abonnee? Log in."),
    "more: sub sv": ("Lås upp artikeln", "Den här artikeln är för prenumeranter. Prenumerera för 1 krona första månaden. Redan prenumerant? Logga in."),
    "more: sub pl": ("Artykuł dla subskrybentów", "Pozostało 80% tekstu. Wykup dostęp za 1 zł, aby czytać dalej. Masz już subskrypcję? Zaloguj się."),
    "more: sub tr": ("Abonelere özel", "Bu içerik yalnızca abonelere özeldir. Okumaya devam etmek için abone olun. Zaten abone misiniz? Giriş yapın."),
    "more: reg en": ("Keep reading for free", "Register for free to continue reading this article. It takes less than a minute. Already registered? Sign in here."),
    "more: reg fr": ("Inscrivez-vous gratuitement", "Créez un compte gratuit pour lire cet article. Vous avez déjà un compte ? Connectez-vous."),
    "more: reg de": ("Kostenlos weiterlesen", "Registrieren Sie sich kostenlos, um diesen Artikel zu lesen. Schon registriert? Hier einloggen."),
    "more: js fr": ("Chargement", "Veuillez activer JavaScript dans votre navigateur pour afficher cette page."),
    "more: js es": ("Cargando", "Necesitas activar JavaScript para ver esta página. Activa JavaScript en tu navegador y recarga."),
    "more: js ru": ("Загрузка", "Для работы сайта необходимо включить JavaScript в настройках браузера."),
    "more: js en": ("X", "JavaScript is not available. We've detected that JavaScript is disabled in this browser. Please enable JavaScript or switch to a supported browser to continue using x.com."),
    "more: consent de": ("Wir schützen Ihre Daten", "Wir und unsere 843 Partner verarbeiten personenbezogene Daten wie Cookies und Gerätekennungen. Mit Klick auf Akzeptieren stimmen Sie zu. Oder lesen Sie mit Pur werbefrei für 4,99 Euro im Monat."),
    "more: consent es": ("Tu privacidad es importante", "Nosotros y nuestros 143 socios almacenamos y accedemos a información en un dispositivo. Puedes aceptar o rechazar el tratamiento de tus datos. También puedes suscribirte y navegar sin cookies."),
    "more: consent pt": ("Valorizamos a sua privacidade", "Nós e os nossos parceiros armazenamos e acedemos a informações num dispositivo. Pode aceitar ou gerir as suas escolhas ao clicar abaixo."),
    "more: consent ro": ("Confidențialitatea dvs.", "Noi și partenerii noștri stocăm și accesăm informații de pe un dispozitiv, precum module cookie. Puteți accepta sau gestiona opțiunile."),
    "more: consent ru": ("Конфиденциальность", "Мы и наши партнёры храним файлы cookie на вашем устройстве. Нажимая «Принять», вы соглашаетесь с обработкой персональных данных."),
    "more: consent yahoo": ("Yahoo is part of the family of brands", "When you use our sites and apps, we use cookies to provide our sites and apps to you and to authenticate users. If you click 'Accept all', we and our partners will also store and access information on a device."),
    "more: consent google": ("Before you continue to Google", "We use cookies and data to deliver and maintain Google services, track outages and protect against spam, fraud and abuse. If you choose to accept all, we will also use cookies and data to develop and improve new services."),
    "more: browser en": ("Update your browser", "Your browser is out of date. Update your browser to view this site correctly. Chrome, Firefox and Safari are supported."),
    "more: browser de": ("Browser veraltet", "Ihr Browser wird nicht mehr unterstützt. Bitte verwenden Sie eine aktuelle Version von Chrome, Firefox oder Safari."),
    "more: moved": ("Redirecting", "You are being redirected to another page. Click here if you are not redirected automatically."),
    "more: forbidden2": ("Request unsuccessful", "Request unsuccessful. Incapsula incident ID: 443000270084-1234"),
    "more: wpsec": ("Your access to this site has been limited", "Your access to this service has been limited by the site owner. If you think you have been blocked in error, contact the owner of this site for assistance."),
    "more: domain": ("example.com is for sale", "This domain is for sale. Buy this domain today or make an offer. Related searches: news, weather, sport."),
    "more: acc susp": ("Account Suspended", "This account has been suspended. Contact your hosting provider for more information."),
}  # fmt: skip

ARTICLES = {
    "of a captcha": ("Shop drops its captcha", "Are you a robot? That question is gone from the ticket shop of Osterholm. Two in three buyers had given up at it, the theatre said. Sales rose by a fifth in the first week."),
    "of cookies": ("Court bans cookie banner", "A court in Osterholm has banned the banner of a retailer. Its button to refuse was grey on grey. The company has to pay 40,000 crowns and wants to appeal."),
    "of a geo block": ("Archive opens to the world", "Readers abroad can use the archive of the broadcaster from June. Until now films were not shown outside the country. The fees had been in dispute for nine years."),
    "of a lost page": ("Page not found: how links die", "Page not found: a third of the links in old rulings lead nowhere, a study says. Librarians saved 12,000 of them last year. Courts now store copies."),
    "of upkeep": ("Bridge under maintenance", "The old bridge of Osterholm is closed for maintenance until June. Buses take the northern crossing. The town pays 12 million crowns for new bolts."),
    "of ad blockers": ("Broadcaster sues maker of ad blocker", "A broadcaster has sued the maker of an ad blocker in Osterholm. It wants 3 million crowns. The court will hear both sides in May, a clerk said."),
    "of a paywall": ("Daily raises its price", "The Osterholm Post costs 14 crowns a month from January. The paper has 31,000 subscribers and lost 900 of them in a year. The editor said that paper had become dear."),
    "more: age": ("Town raises age for fireworks", "You must be 18 or older to buy fireworks in Osterholm from January. The council voted 14 to 9 for the rule. Shops that break it pay 2,000 crowns."),
    "more: app": ("Rail company's new app fails on first day", "The new app of the railway could not be opened for four hours on Monday. Passengers in Osterholm had no tickets. The company apologised and let them ride free."),
    "more: rate": ("Too many requests: library closes its catalogue to bots", "Too many requests from AI companies have brought down the catalogue of the state library. It had 14 million hits on Sunday. Now visitors have to sign in, the director said."),
    "more: maint": ("Dam closes for maintenance", "We are performing maintenance for the first time in 40 years, said the head of the dam. The lake at Sarn will sink by nine metres. Boats have to leave until Friday."),
    "more: 404": ("404 reasons to smile: a comedian counts", "The comedian Ada Lorne has told 404 jokes in one night. It took five hours. The audience in Kelby left with sore bellies, a doctor said."),
    "more: geo": ("Streaming firm blocks viewers in Norland", "The series is not available in Norland from Monday, the firm said. Two million people have subscribed there. A court had ordered the fee to be paid."),
    "more: js": ("Town pages work without JavaScript", "The pages of Osterholm no longer need JavaScript. A blind resident had sued. Now all forms can be filled in with the keyboard, the mayor said."),
    "more: cookie de": ("Gericht verbietet Cookie-Banner", "Das Landgericht hat den Cookie-Banner eines Händlers verboten. Die Schaltfläche zum Ablehnen war grau auf grau. Die Firma muss 40.000 Euro zahlen und will in Berufung gehen."),
    "more: abo fr": ("Le Matin d'Arbel réservé aux abonnés dès mai", "Le site du Matin d'Arbel sera réservé aux abonnés à partir de mai. Le journal compte 31 000 lecteurs payants. La rédaction espère 5 000 abonnements de plus, a dit son directeur."),
    "more: captcha es": ("Un robot supera el captcha", "Un programa de la universidad de Olmera ha resuelto 96 de cada 100 captchas. Los autores avisaron a doscientas empresas. Tres ya han cambiado sus pruebas."),
    "more: denied": ("Access denied: 61 stations without lifts", "Access denied is what wheelchair users read at 61 of 140 stations. A lift in Sarn has been broken since May. An association is going to sue the railway."),
    "more: browser": ("New browser from Osterholm", "A browser made in Osterholm has a million users. Your browser knows too much about you, its maker said. It keeps no history and costs 12 crowns a year."),
    "more: login": ("Login for all: ministry plans one account", "Citizens will sign in with one account from 2028. The ministry showed its plan on Monday. It costs 40 million crowns and replaces 61 passwords, the minister said."),
    "more: page": ("Church sells its missing page", "The page was removed from the bible in 1911. It has been found in an attic in Kelby. A museum paid 90,000 crowns for it, an auctioneer said."),
    "more: domain": ("Town's old address is for sale", "The old domain of the town of Sarn is for sale. Somebody had bought it for 9 crowns. Now he wants 40,000, the mayor said, and the town will not pay."),
    "more: outage": ("Thousands read 'service unavailable' as cloud fails", "Error 503, service unavailable: that is what thousands read on Monday when a data centre in Welling lost power. Banks and trams were affected. The firm spoke of a faulty switch."),
    "more: maint ru": ("Мост закрыт на ремонт", "Старый мост в Заречье закрыт на техническое обслуживание до июня. Автобусы идут в объезд. Ремонт стоит 12 миллионов, сказал мэр."),
    "more: wifi": ("Bahn schaltet WLAN nur nach Anmeldung frei", "Fahrgäste müssen sich im Zug künftig anmelden, um das WLAN zu nutzen. Das teilte die Bahn mit. Datenschützer kritisieren die Abfrage der Adresse."),
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
