"""Phrases by which lines that are not reporting give themselves away, in eight languages.

Each pattern is matched at the start of a line, after bullets and symbols, in any case; a kind has a limit of words, above
which a line that begins so is taken for reporting. Source: what news pages customarily print around their articles, in the
wording of each language; checked on the page sets that the benchmark reads and on reports with gold claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["HEADINGS", "OPENINGS", "Opening"]


@dataclass(frozen=True, slots=True)
class Opening:
    """How lines of one kind begin.

    Args:
        kind: what such a line is.
        max_words: the longest line that is believed to be one, in words.
        pattern: matches at the start of the line.
    """

    kind: str
    max_words: int
    pattern: re.Pattern[str]


def _opening(kind: str, max_words: int, *phrases: str) -> Opening:
    return Opening(kind, max_words, re.compile(r"[\W_]{0,6}(?:" + "|".join(phrases) + ")", re.IGNORECASE))


_CHANNEL: Final = (
    r"(?:twitter|facebook|instagram|telegram|whats\s?app|viber|you\s?tube|tik\s?tok|google news|linkedin|threads|bluesky|x\b|"
    r"телеграм\w*|вайбер\w*|фейсбу[кц]\w*|дзен\w*|вконтакте|вотсап\w*|واتس ?[اآ]ب|تلي?غرام|تلي?جرام|تويتر|فيسبوك|يوتيوب|إنستغرام)"
)
_MAIL: Final = r"(?:newsletters?|e-?mails?|inbox|alerts?|notifications?|briefings?|updates?)"
_LAST: Final = r"\W*$"

_PROMPT: Final = _opening(
    "prompt",
    45,
    rf"sign[ -]?up\b(?! (?:centres?|centers?|campaign|drive))(?: now| here| today| free)?(?::| to | for |[^.]*{_MAIL}|{_LAST})",
    rf"subscribe\b(?: now| here| today)?(?:[:!]| to | for |{_LAST})",
    rf"get (?:the |our |your |a |more |all |daily |breaking |free |latest |[\w’']+['’]s )[^.]*(?:{_MAIL}\b[^.]*|(?:delivered|straight|sent|right) (?:to|in)|on {_CHANNEL})",
    rf"(?:get|receive) (?:{_MAIL}|notified)",
    rf"join (?:us|our|the [\w ]{{0,30}}|[\w ]{{0,20}}) ?(?:on |channel|community|group)[^.]*{_CHANNEL}",
    rf"join (?:our|the) (?:{_CHANNEL}|mailing list|newsletter|conversation)",
    rf"(?:follow|find|like|watch) (?:us|me|our (?:page|channel)|[@#\w ]{{1,40}}) on {_CHANNEL}",
    rf"follow (?:us|@\w+){_LAST}",
    r"(?:download|install|get) (?:the|our|now the) [\w .'’]{0,30}\bapp\b",
    r"(?:click|tap) (?:here|on the link|the link|below|to (?:read|join|follow|subscribe))",
    r"(?:please )?(?:support|donate to|help fund) (?:our|independent|quality|this) (?:work|journalism|reporting|newsroom|site)",
    r"(?:already|not yet|not) (?:a )?(?:subscriber|subscribed|member|registered)\b",
    r"(?:please )?(?:log|sign) ?in (?:to (?:continue|read|view|access|comment|your account|see)|or (?:register|subscribe|create)|here)",
    rf"(?:log|sign) ?in{_LAST}",
    r"(?:to (?:continue|keep) reading|(?:continue|keep) reading (?:this|with|for|by))\b",
    r"(?:this (?:article|story|content|page) is (?:for|only available|available only|reserved|exclusive)|subscribers? only|for subscribers)",
    r"you(?:'|’| ha)ve (?:reached|read|used) (?:your|all|the|\d+)[^.]*(?:limit|free)",
    r"(?:create|register for) (?:a|your) free account",
    rf"(?:advertise?ments?|sponsored(?: content)?|promoted|ad feedback|ads? by \w+|(?:story|article|report) continues below(?: (?:this )?ad\w*)?|scroll to continue|remaining time\b.*){_LAST}",
    r"(?:story|article) continues (?:after|below)",
    r"for (?:the latest|more) (?:news|updates|stories|headlines)[^.]*(?:visit|follow|download|click|subscribe|log on)",
    r"(?:have a|got a) (?:news )?(?:tip|story)\b[^.]*\?",
    rf"(?:email|contact|write to) (?:us|the (?:author|editor|newsroom))\b(?: at\b|:|{_LAST})",
    r"(?:the views|opinions) expressed (?:in|here|are)",
    # French
    r"(?:abonnez[ -]vous|inscrivez[ -]vous|s'(?:inscrire|abonner)|je m'abonne|déjà abonné|recevez (?:nos|notre|la|le|toute|chaque)[^.]*(?:newsletter|mail|alertes?|lettre|actualité))",
    rf"(?:suivez|retrouvez|rejoignez)[ -](?:nous|notre|nos|la chaîne|le canal)[^.]*(?:{_CHANNEL}|chaîne|page|communauté)",
    r"(?:cliquez ici|la suite (?:après|est réservée)|(?:cet article|ce contenu|l'accès) est réservé|se connecter|identifiez-vous|téléchargez (?:notre|l')\s?app)",
    rf"(?:publicité|contenu sponsorisé|annonce){_LAST}",
    # Spanish
    r"(?:suscr[íi]b(?:e(?:te)?|ase|irse|ete)|reg[íi]str(?:ate|ese)|ap[úu]ntate|inscr[íi]bete)\b",
    rf"(?:s[íi]gu?[ae](?:nos|n)?|[úu]n[ea]te|encu[ée]ntranos|s[íi]guenos)\b[^.]*(?:{_CHANNEL}|canal|comunidad|redes)",
    r"recib[ea] (?:nuestr|el|las|los|la)[^.]*(?:bolet[íi]n|newsletter|correo|alertas|noticias)",
    r"(?:haz|haga|d[aé]) cl[ií]c(?:k)?\b|(?:descarga|baja) (?:nuestra|la) app|contenido (?:exclusivo )?para suscriptores|inicia(?:r)? sesi[óo]n",
    rf"(?:publicidad|contenido patrocinado|anuncio){_LAST}",
    # Portuguese
    r"(?:assine (?:já|agora|o|a|nossa|nosso)\b|inscreva-se|cadastre-se|receba [^.]*(?:newsletter|e-?mail|notícias|alertas))",
    rf"(?:siga(?:-nos| o| a| nosso| nossa)?|acompanhe|entre|participe|junte-se)\b[^.]*(?:{_CHANNEL}|nosso canal|nosso grupo)",
    r"(?:clique aqui|baixe (?:o|nosso) app|conteúdo exclusivo para assinantes|faça (?:o )?login|já é assinante)",
    rf"(?:publicidade|continua (?:após|depois d)\w* a? ?publicidade|conteúdo patrocinado){_LAST}",
    # Russian and Ukrainian
    r"(?:подпи(?:сывайтесь|шитесь|шись|сывайся|саться)|подписка)\b(?: на|:|\W*$)",
    rf"(?:читайте|смотрите|следите|присоединяйтесь|больше новостей|оставайтесь|все новости)\b[^.]*(?:{_CHANNEL}|нашем канале|нашему каналу|наш канал)",
    rf"(?:нажмите (?:здесь|сюда)|скачайте (?:наше )?приложение|войдите,? чтобы|поддержите (?:нас|нашу|редакцию)|реклама{_LAST}|на правах рекламы)",
    r"(?:підпи(?:суйтесь|суйтеся|шіться|суйся|сатися))\b(?: на|:|\W*$)",
    rf"(?:читайте|дивіться|стежте|приєднуйтесь|приєднуйтеся|долучайтеся|більше новин)\b[^.]*(?:{_CHANNEL}|нашому каналі|нашого каналу|наш канал)",
    r"(?:натисніть (?:тут|сюди)|підтримайте (?:нас|редакцію|нашу)|увійдіть,? щоб)",
    # Arabic
    r"(?:اشترك(?:وا)?|للاشتراك|انضم(?:وا)?)\s(?:في|إلى|الآن|ب)",
    rf"(?:تابعونا|تابعنا|تابعوا|لمتابعة)\b[^.]*(?:{_CHANNEL}|على|قناة|صفحت)",
    rf"(?:اضغط هنا|انقر هنا|سجل الدخول|حم[ّ]?ل تطبيق|(?:إعلان|اعلان|إعلانات){_LAST})",
)

_LINK: Final = _opening(
    "link",
    32,
    r"(?:read|see|watch|view|learn) (?:more|also|next|this)\b(?! (?:than|of|often|people|victims))(?:\W| about| on | from | here)*",
    r"(?:read|watch|listen|see|explained?|opinion|in pictures|in photos|explainer|podcast|gallery|timeline|video)\s?[:|]\s?(?=\w)(?![^\n]*[.!?…]\W*$)",
    rf"(?:also|must|further|recommended|more) read(?:ing|s)?\b(?:\W|{_LAST})",
    r"also (?:in|on) [\w ]{2,30}[|:]|(?-i:ALSO)[:|]\s",
    rf"(?:related|recommended|similar|popular|trending|latest|top|more) (?:articles?|stor(?:y|ies)|news|coverage|content|topics?|posts?|links?|reads?|headlines?|videos?|for you|now|on this(?: story| topic)?)(?::|{_LAST})",
    rf"related\s?[:|]|(?:more from|more on|most (?:read|popular|viewed)|you (?:may|might) also (?:like|be interested)|don[’']t miss|editors?['’]? ?(?:s|picks?)? picks?|what (?:else|to read next)|up next|in (?:this|other) (?:story|news))(?:\s?[:|]|{_LAST}| in [A-Z]\w+{_LAST})",
    rf"more from [\w’' ]{{2,30}}{_LAST}",
    r"list (?:of \d+ items|\d+ of \d+)|end of list",
    r"(?:tags|topics|keywords|categories|filed under|labels)\s?:|(?:next|previous) (?:article|story|post)\b",
    # French, Spanish, Portuguese
    rf"(?:[àa] lire(?: aussi| également)?|lire (?:aussi|également|la suite|plus)|voir (?:aussi|plus)|[àa] voir)(?:\s?[:|»]|{_LAST}|\s(?=[«A-ZÉÀ]))",
    rf"(?:sur le même (?:sujet|thème)|pour aller plus loin|articles? liés?|dans la même rubrique|en savoir plus|les plus lus|notre dossier)(?:\s?:|{_LAST})",
    rf"(?:le[ae]r? (?:tambi[ée]n|m[áa]s)|ve[ra]? (?:tambi[ée]n|m[áa]s)|lee adem[áa]s|te (?:puede|podr[íi]a) interesar|le puede interesar|(?:noticias|notas|art[íi]culos|temas) relacionad[oa]s|relacionad[oa]s?\s?:|m[áa]s informaci[óo]n|m[áa]s (?:le[íi]das?|noticias))(?:\W|{_LAST})",
    rf"(?:leia (?:também|mais|ainda)|veja (?:também|mais)|saiba mais|(?:notícias|matérias|artigos) relacionad[oa]s|mais lidas|confira também)(?:\W|{_LAST})",
    # Russian, Ukrainian, Arabic
    rf"(?:читайте|смотрите|читать|см\.?) (?:также|далее|по теме|еще|ещё|подробнее)|(?:материалы |ещё |еще )?по теме\s?(?::|{_LAST})|(?:подробнее|самое читаемое|новости по теме|теги)(?:\s?:|{_LAST})",
    rf"(?:читайте|дивіться|читати|див\.?) (?:також|далі|ще|більше)|(?:за темою|матеріали за темою|докладніше|детальніше|новини за темою|теги)(?:\s?:|{_LAST})",
    rf"(?:[إا]قر[أا] (?:أيضا|أيضًا|أيضاً|ايضا|ايضاً|المزيد)|شاهد (?:أيضا|أيضًا|أيضاً|ايضا)|(?:مواضيع|أخبار|مقالات|اخبار) (?:ذات صلة|متعلقة)|للمزيد\s?:|المزيد{_LAST}|الأكثر قراءة)",
)

_CAPTION: Final = _opening(
    "caption",
    70,
    r"(?:file|archive|stock|representational|representative|handout) ?-? ?(?:photo|image|picture|pic)(?:graph)?s?\b(?![^.]{0,40}\b(?:shows? that|proves?)\b)",
    r"file\s?[-–—:]\s",
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|illustrations?|graphics?|maps?|credits?|video(?: grab)?|screengrab|screenshot)(?: ?[-/(]? ?(?:credits?|source|courtesy|by|caption|from)\)?)?\s?[:©]",
    r"(?:photo(?:graph)?s?|images?|pictures?) (?:credits?|courtesy|by|source)\b",
    r"(?:caption|pictured|above|in this (?:photo|image|picture|frame grab|handout)|this (?:handout|undated|file|satellite|combination) (?:photo|image|picture))(?:\s?[:,]|\s(?:photo|image|picture|of|taken|provided|released|from))",
    r"(?:photos?|images?) (?:d['’ ]archives?|d['’ ]illustration)|(?:crédits?(?: photos?)?|légende|archives?)\s?[:©]",
    r"(?:foto(?:graf[íi]a)?s?|im[áa]gen(?:es)?|im[áa]ge(?:m|ns)|cr[ée]ditos?|ilustraci[óo]n|ilustração|foto de archivo|foto de arquivo|imagen de archivo|archivo|arquivo)(?: \w+)?\s?[:/©|]",
    r"(?:фото(?: автора| из архива)?|изображение|иллюстрация|скриншот|світлина|ілюстрація|знімок)\s?(?:[:/©]|-\s)|(?:архивное фото|архівне фото|фото иллюстративное|ілюстративне фото|на фото\s?[:—-])",
    r"(?:صورة (?:أرشيفية|ارشيفية|من الأرشيف|توضيحية|تعبيرية)|(?:صورة|الصورة|تصوير|مصدر الصورة|أرشيف)\s?[:(])",
)

_BYLINE: Final = _opening(
    "byline",
    40,
    rf"\(?(?:(?:additional |with |more )?(?:reporting|writing|editing|translation|compiled|edited|written|translated|reported) by\b|(?:reporting|writing|editing) (?:from|in) [\w, ]{{2,40}}(?:by|;|{_LAST}))",
    r"\(?with (?:additional )?(?:inputs?|files?|reports?|reporting|contributions?|agency inputs) (?:from|by)\b",
    rf"(?:by |from )?(?:our |a |the |special |senior |own )*(?:staff|special|local|own|foreign|district|news)?\s?(?:correspondents?|reporters?|writers?|bureau|desk)(?: (?:in|reports?) [\w, ]{{2,30}})?{_LAST}",
    r"(?:автор(?:ы|и)?|подготовил[аи]?|редактор|текст|підготува(?:в|ла|ли)|ред\.)\s?:",
    rf"(?:propos recueillis par|(?:avec|par) (?:notre|nos) (?:correspondant|envoyé)\w*|con informaci[óo]n de|com informaç(?:ões|ão) d[aeo]s?|redacci[óo]n\s?[/:]|(?:da|por) redação|(?:la )?rédaction{_LAST}|redacci[óo]n{_LAST})",
    r"(?:بقلم|كتب(?:ت)?|إعداد|تحرير|ترجمة|مراسلنا)\s?[:/]|(?:إعداد وتحرير)",
)

_COPYRIGHT: Final = _opening(
    "copyright",
    60,
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©|\(c\)|\d{4}|the |by |all |[A-Z])",
    r"(?:all rights reserved|tous droits réservés|todos los derechos reservados|todos os direitos reservados|все права защищены|(?:усі|всі) права захищен[іо]|جميع الحقوق محفوظة|حقوق (?:النشر|الطبع))",
    r"(?:this material|no part of this|this (?:article|story|content|report) (?:may|must) not|reproduction (?:is|of this)|republication|перепечатка|использование материалов|передрук)\b",
)

_TIME: Final = _opening(
    "time",
    14,
    r"(?:last |first )?(?:updated?|modified|published|posted|issued)(?: (?:on|at))?\s?(?::|\b(?=[^.]*(?:\d{1,2}:\d\d|\bago\b|\d{4}\W*$)))",
    rf"\d+[ -]?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|h|d|m)\.? (?:read|ago|of reading)\b[^.]*{_LAST}",
    r"(?:(?:dernière )?mise? à jour|publié|modifié|temps de lecture)(?: le| à)?\s?(?::|\d)",
    r"(?:(?:[úu]ltima )?actualizaci[óo]n|actualizado|publicado|atualizad[oa]|publicad[oa])(?: (?:el|em|a las|às|hace|há))?\s?(?::|\d)",
    r"(?:обновлено|опубликовано|оновлено|опубліковано|дата публикации)\s?(?::|\d|в )",
    r"(?:آخر تحديث|نشر(?:ت)? في|تاريخ النشر|تم النشر)\b",
)

_SHARE: Final = _opening(
    "share",
    14,
    rf"(?:share|tweet|print|e-?mail|copy link|comments?|save|bookmark|listen|whats\s?app|facebook|twitter|telegram|like this|share this|reply|menu|search|home|skip to (?:main )?content|back to top)(?: this)?(?: (?:article|story|page|post))?{_LAST}",
    rf"share (?:this|on|via|to|the) [^.]*(?:{_CHANNEL}|e-?mail|friends|article|story|post)",
    rf"\d+ (?:shares?|comments?|views?|reactions?|likes?){_LAST}|(?:leave|post|add|view) (?:a )?(?:comments?|reply)\b|(?:comments are closed|no comments)",
    rf"(?:partage[zr]|imprimer|commentaires?|compart[ei]r?|comparte|imprimir|comentarios?|compartilh[ae]r?|comentários?|поделиться|распечатать|комментари[ийев]+|поділитис[яь]|коментар[іів]+|شارك|مشاركة|طباعة|تعليقات?)(?: \w+)?{_LAST}",
    r"(?:partagez|comparte|compartilhe|поделитесь|поділіться) [^.]*",
)

_NOTICE: Final = _opening(
    "notice",
    90,
    r"(?:we|and|this (?:web)?site|our (?:web)?site|[\w.]{3,30}) (?:and our [\w ]{0,30}partners )?(?:uses?|store|may use|need)s? (?:and/or access |technologies such as |your consent)?[^.]{0,30}\bcookies?\b",
    r"(?:we and our|we value your privacy|your privacy|by (?:continuing|clicking|using|browsing|accepting)[^.]*(?:cookies?|privacy|terms|consent|agree)|(?:accept|reject|manage|allow)(?: all)?(?: of)?(?: my| the| your)? (?:cookies|preferences|consent)|cookies? (?:policy|settings|notice|consent|preferences))",
    rf"(?:privacy policy|terms (?:of (?:use|service)|and conditions)|about us|contact us){_LAST}",
    r"(?:please )?(?:enable|turn on) (?:javascript|cookies)|javascript (?:is|must|seems)|(?:your browser|this browser) (?:does not|doesn't|is)|checking (?:your browser|if the site)|verify(?:ing)? (?:that )?you are (?:a )?human|access (?:to this page )?(?:has been )?denied|ddos protection|(?:please )?complete the (?:captcha|security check)",
    rf"(?:(?:the|this) (?:page|article|story|content)[^.]{{0,40}}(?:could not be found|cannot be found|was not found|can't be found|not found|does not exist|no longer (?:exists|available)|is (?:not|no longer) available)|(?:error )?404\b|page not found|not found{_LAST})",
    r"(?:nous utilisons|ce site utilise|(?:nosotros )?utilizamos|usamos|este sitio (?:web )?(?:usa|utiliza)|este site (?:usa|utiliza)|мы используем|сайт использует|ми використовуємо|сайт використовує)\b[^.]*(?:cookies?|куки|файли)",
    r"(?:نستخدم|يستخدم هذا الموقع)[^.]*(?:ملفات تعريف الارتباط|كوكيز)",
    r"(?:en (?:continuant|poursuivant) votre navigation|si continúa navegando|al continuar navegando|ao continuar navegando|página no encontrada|page introuvable|página não encontrada|страница не найдена|сторінку не знайдено|الصفحة غير موجودة)",
)

_PRINT: Final = _opening(
    "print",
    30,
    rf"(?:printed (?:on|from)\b|page \d+ of \d+|https?://\S+{_LAST}|www\.\S+{_LAST}|a version of this (?:article|story)|this (?:article|story|report|post) (?:was )?(?:originally |first )?(?:appeared|published|posted|been updated|has been (?:updated|corrected|automatically))|(?:the )?post .{{1,120}} (?:appeared|first appeared) (?:first )?on|this story (?:was|has been) (?:produced|published|generated|auto)|\(?this (?:story|report) has not been edited)",
    r"(?:published in (?:dawn|the)\b[^.]{0,40}\d{4})",
    rf"(?:source|fuente|fonte|источник|джерело|المصدر)\s?:\s?(?:\w+[ .-]?){{1,5}}{_LAST}",
)

OPENINGS: Final = (_PROMPT, _LINK, _CAPTION, _BYLINE, _COPYRIGHT, _TIME, _SHARE, _NOTICE, _PRINT)

# A line that is nothing but such a heading opens a list of links; the lines below it belong to it for as long as they look
# like headlines.
HEADINGS: Final = re.compile(
    r"[\W_]{0,6}(?:(?:related|recommended|similar|popular|trending|latest|top|more|other) (?:articles?|stor(?:y|ies)|news|coverage|content|posts?|links?|"
    r"headlines?|for you|on this(?: story| topic)?)|related|read (?:more|also|next)|also read|most (?:read|popular|viewed)|more from [\w’' ]{2,30}|"
    r"you (?:may|might) also like|editors?['’]?s? picks?|don[’']t miss|in other news|trending now|up next|what to read next|"
    r"[àa] lire aussi|lire aussi|sur le même (?:sujet|thème)|les plus lus|le[ea] tambi[ée]n|te puede interesar|noticias relacionadas|m[áa]s le[íi]das|"
    r"leia (?:também|mais)|veja também|notícias relacionadas|mais lidas|читайте также|по теме|материалы по теме|читайте також|за темою|матеріали за темою|"
    r"[إا]قر[أا] (?:أيضا|أيضًا|أيضاً)|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة)\W*$",
    re.IGNORECASE,
)
