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
    "unseen: en price": ("Harbour tunnel to open in May", "To read the rest of this story you need a subscription. Plans start at 1.99 a week and can be cancelled at any time. If you subscribe to the print edition, digital access is included; link your account here."),
    "unseen: de check": ("Kleiner Test", "Ihr Aufruf kam uns automatisiert vor. Setzen Sie bitte das Häkchen, damit wir wissen, dass ein Mensch vor dem Bildschirm sitzt. Danach leiten wir Sie weiter."),
    "unseen: fr choice": ("Votre lecture, votre choix", "Acceptez les cookies et lisez gratuitement, ou prenez l'offre sans publicité à 2,99 € par mois. Si vous acceptez, nous et nos 160 partenaires déposons des traceurs sur votre appareil afin de mesurer l'audience. Vous pouvez changer d'avis à tout moment."),
    "unseen: es lost link": ("Aquí no hay nada", "El enlace que has seguido está roto o el artículo fue retirado. Prueba con el buscador o regresa a la portada del diario."),
    "unseen: it choice": ("Come vuoi leggere?", "Accetta i cookie e leggi gratis, oppure scegli la versione senza pubblicità a 2,99 euro al mese. Se accetti, noi e i nostri 150 partner salviamo identificativi sul tuo dispositivo. Puoi cambiare idea in ogni momento."),
    "unseen: pt price": ("Túnel do porto abre em maio", "Para ler a reportagem completa é preciso ser assinante. O primeiro mês custa R$ 1,90 e pode cancelar quando quiser. Já assina o jornal impresso? Vincule a sua conta."),
    "unseen: ru choice": ("Как вы хотите читать?", "Примите файлы cookie и читайте бесплатно или выберите версию без рекламы за 199 рублей в месяц. Если вы согласитесь, мы и 90 партнёров будем хранить идентификаторы на вашем устройстве. Решение можно изменить в любой момент."),
    "unseen: pl price": ("Tunel pod portem otworzą w maju", "Aby przeczytać cały artykuł, potrzebujesz subskrypcji. Pierwszy miesiąc kosztuje 1,90 zł, zrezygnujesz w każdej chwili. Jesteś już subskrybentem? Zaloguj się."),
    "unseen: nl lost link": ("Hier is niets", "De link die je volgde is verbroken of het artikel is verwijderd. Gebruik de zoekfunctie of ga terug naar de voorpagina."),
    "unseen: tr check": ("Hızlı bir kontrol", "Ziyaretiniz bize otomatik göründü. Ekranın başında bir insan olduğunu göstermek için kutuyu işaretleyin."),
    "unseen: en bookmark": ("This page has wandered off", "We looked everywhere but the article you wanted is gone. Perhaps an old bookmark brought you here. Today's top stories are on our homepage."),
    "unseen: de last free": ("Erntefest zieht so viele an wie nie", "Sie haben diesen Monat noch einen freien Artikel. Mit dem Digitalpass lesen Sie für 5 Euro im Monat alles. Mitglieder melden sich oben auf der Seite an."),
    "unseen: fr bookmark": ("Page perdue", "Nous avons cherché partout, mais l'article demandé n'est plus en ligne. Un ancien favori vous a peut-être conduit ici. Les titres du jour sont sur notre page d'accueil."),
    "unseen: es last free": ("La fiesta de la cosecha bate récords", "Te queda un artículo gratis este mes. Hazte socio por 5 euros al mes y lee todo sin límites. Los socios pueden entrar en la parte superior de la página."),
    "unseen: pl bookmark": ("Zagubiona strona", "Szukaliśmy wszędzie, ale artykułu, którego chcesz, już nie ma. Może przyprowadziła cię tu stara zakładka. Dzisiejsze wiadomości są na naszej stronie głównej."),
    "unseen: tr last free": ("Hasat şenliğine rekor katılım", "Bu ay bir ücretsiz haberiniz kaldı. Ayda 50 liraya abone olun ve her şeyi sınırsız okuyun. Üyeler sayfanın üstünden giriş yapabilir."),
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
    "unseen: 0": ("Paper drops its paywall after ten years", "The Osterholm Post will let everybody read its stories for free from Monday, ten years after it began to ask for a subscription. Its editor, Ada Brandt, said that fewer than 4,000 people had paid for digital access. “We lost readers every spring,” she told the staff on Thursday. The paper will live on advertising and on gifts of its readers. Subscribers who paid for a year get their money back in June."),
    "unseen: 1": ("Regulator fines news site over cookie banner", "The data protection office fined the publisher of a news site 2.4 million euros on Tuesday because its banner gave readers no real choice. Readers could accept all cookies with one click but needed seven to refuse them. The publisher said it would appeal. It changed the banner in January, after a complaint by the group Open Web."),
    "unseen: 2": ("Robots fail at new captcha, and so do people", "A test that is to tell people from programs kept out one person in five, a study of the University of Linn has found. The team asked 900 volunteers to tick a box and to pick pictures of bridges. Programs passed in 85 percent of the cases. Ines Okafor, who led the study, called the test a waste of time."),
    "unseen: 3": ("Library's lost pages come back", "More than 11,000 web addresses of the county archive that led to an error page work again, the library said on Friday. Volunteers had searched old copies for the missing documents since last year. The oldest page is a list of ferries of 1996."),
    "unseen: 4": ("EU court rules on pay-or-consent models", "Publishers may ask readers to choose between tracking and a paid subscription only if the price is fair, the court in Luxembourg ruled on Wednesday. The case goes back to a complaint against a German portal which charged 4.99 euros a month. Consumer groups welcomed the ruling; the publishers' union called it unworkable."),
    "unseen: 5": ("Zeitung führt Bezahlschranke ein", "Die Osterholmer Post verlangt von Montag an Geld für ihre Artikel im Netz. Vier Wochen kosten einen Euro, danach sind es 9,99 Euro im Monat. Chefredakteurin Ada Brandt sagte, die Zahl der Anzeigen sei um ein Drittel gesunken. Der Betriebsrat begrüßte den Schritt. Im Herbst sollen 20 Stellen wegfallen."),
    "unseen: 6": ("How to leave a streaming service without losing money", "Most streaming services can be cancelled at any time, but the small print differs. Log in to your account, choose the plan and look for the end of the paid month. If you cancel early, three of the five large providers keep the money. If you subscribed in an app store, you must cancel there. A letter helps if the button is missing: keep a copy. Since March, providers in the EU have to show a button for it. Our test found the quickest way at Linnflix: two clicks. Two others asked for a reason on four pages."),
    "unseen: 7": ("Seven ways to stop cookies following you", "You can change your choices in every browser. Open the settings, look for privacy and switch off third-party cookies. Most sites work as before. A second browser for shopping keeps your traces apart. An ad blocker helps too, but some sites then ask you to turn it off. We tried 40 sites: eleven shut us out. Delete old cookies once a month. The county's consumer office offers a course on 4 May."),
    "unseen: 8": ("So kündigen Sie Ihr Zeitungsabo", "Die meisten Abos sind jederzeit kündbar, doch die Fristen unterscheiden sich. Melden Sie sich im Kundenkonto an und suchen Sie den Knopf, der seit 2022 Pflicht ist. Fehlt er, genügt eine E-Mail. Wer gedruckt liest, muss oft bis zum Quartalsende warten. Die Verbraucherzentrale hat 30 Verlage geprüft: Bei fünf fehlte der Knopf. Heben Sie die Bestätigung auf."),
    "unseen: 9": ("Cómo borrar las cookies del teléfono", "Puedes cambiar de opinión sobre las cookies cuando quieras: abre los ajustes del navegador y borra los datos de los sitios. En los teléfonos más nuevos basta con dos toques. Probamos 40 diarios: once no dejaron leer sin aceptar. La oficina del consumidor ofrece un curso el 4 de mayo. El curso es gratis."),
    "unseen: 10": ("Link rot eats the court's rulings", "Half of the links in the court's rulings lead nowhere, lawyers at the University of Linn have found. The links were broken in 49 percent of 3,000 rulings since 2001. The pages have been moved or deleted. The court now stores a copy of each page. “A footnote that leads nowhere is worth nothing,” said Ines Okafor."),
    "unseen: 11": ("Bot traffic overtakes people", "More than half of all visits to websites come from programs, a report said on Tuesday. Many sites ask visitors to tick a box to show that a human is sitting in front of the screen. Programs pass it with ease. The report counted 6 billion visits in March. News sites were hit hardest, with 61 percent."),
    "unseen: 12": ("Сайты теряют ссылки", "Половина ссылок в решениях суда никуда не ведёт, выяснили юристы университета. Из 3000 решений с 2001 года ссылки не работают в 49 процентах. Страницы удалены или перенесены. Теперь суд хранит копию каждой страницы."),
    "unseen: 13": ("Pubblicità o abbonamento: la scelta dei lettori", "Sette lettori su dieci accettano i cookie, tre pagano la versione senza pubblicità, secondo un'indagine dell'università. Il prezzo medio è di 2,99 euro al mese. Gli editori dicono di non poter rinunciare agli annunci. L'indagine ha coinvolto 2.000 persone."),
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
