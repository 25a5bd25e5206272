"""Words in the names of files and folders."""

from __future__ import annotations

RECORD_SUFFIXES = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".asc")
ASCIIDOC = ("adoc", "asciidoc", "asc")
COVERS = ("readme", "index")  # the file of a folder that is a record
GENERIC_PREFIXES = frozenset(("", "adr", "ad", "dr", "decision", "record", "entscheidung", "décision", "decisión"))
SKIPPED_FOLDERS = frozenset(
    "node_modules,assets,asset,images,image,img,imgs,media,diagrams,figures,static,templates,template,resources,"
    "attachments,vendor,__pycache__,_templates".split(",")
)
# What no repository keeps, and what others wrote.
UNKEPT_FOLDERS = frozenset(".git,.hg,.svn,node_modules,vendor,.venv,venv,.tox,target,build,dist,__pycache__".split(","))
# File names that belong to a log but are no records; and words that only templates and indexes are made of.
NO_RECORDS = frozenset(
    "readme,index,agents,claude,gemini,copilot-instructions,contributing,changelog,license,licence,toc,summary,"
    "table-of-contents,adr-template,template,adr-index,adr-readme,glossary,guide,guidelines,process,security,"
    "codeowners,code_of_conduct,_sidebar,_index,sidebar,home,notice,adr-process,how-to,architecture-decision-log,"
    "decision-log,adr-log,decisions,architecture-decision-records,adr-summary,adr-report,adr-overview,adr-list,adr-status,"
    "adr-table,adr-catalog,adr-catalogue,decisions-report,decisions-overview,decision-index,decision-register".split(
        ","
    )
)
TEMPLATE_WORDS = frozenset(
    "template,templates,vorlage,modele,modèle,plantilla,sjabloon,modello,mal,mall,skabelon,szablon,"
    "šablona,şablon,шаблон,テンプレート,模板,範本,템플릿,sablon,șablon,modelo,malli,mallipohja,predloga,predložak,"
    "雛形,雛型,ひな形,ひな型,範例,样板,樣板,서식,قالب,blank,skeleton,boilerplate".split(",")
)
TEMPLATE_FILLER = frozenset(
    "adr,adrs,architecture,architectural,any,decision,decisions,record,records,madr,example,sample,short,long,"
    "bare,minimal,full,dr,ad,simple,nygard,title,name,slug,topic,subject,description,here,my,your,feature,with,dashes,"
    "kebab,case,0000,000,00,0,document,file,log,"
    "markdown,md,default,base,basic,english,german,french,detailed,lightweight,odh,pcf,v1,v2,v3,"
    "en,de,fr,es,pt,it,nl,sv,da,no,nb,fi,pl,cs,tr,ru,uk,ja,jp,zh,cn,tw,ko,kr,mi,br".split(",")
)
# Codes of languages in the names of files and folders that hold translations, and folders around those.
LANGUAGES = frozenset(
    "en,de,fr,es,pt,it,nl,sv,da,no,nb,nn,fi,pl,cs,sk,sl,hr,sr,bg,hu,ro,el,tr,ru,uk,lt,lv,et,ca,he,ar,fa,hi,id,vi,th,ja,jp,zh,cn,tw,ko,"
    "kr".split(",")
)
AROUND_LANGUAGES = ("translations", "translated", "i18n", "l10n", "locale", "locales", "lang", "langs", "languages")
RECORD_WORDS = frozenset(
    "adr ad dr rfc decision entscheidung décision decisión decisão decisione karar 決定 決策 决策 결정 record adl tdr pdr edr odr ddr kep rfd lad madr arch architecture mdr design".split()
)
# Words that a title of a form is made of, and none of a decision: "RFC Proposal", "Design document".
FORM_WORDS = RECORD_WORDS | set("architectural proposal document doc request for comments form template".split())
RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    )
)
# What stands before a number that is none of a record.
OTHER_NUMBERS = frozenset(
    "todo,todos,notes,note,issue,issues,ticket,tickets,bug,task,tasks,pr,mr,phase,sprint,week,day,step,part,chapter,page,"
    "fig,figure,image,img,screenshot,version,v,release,meeting,minutes,test,tests,fixme,wip,iteration,milestone".split(
        ","
    )
)
# Words in the name of a file that goes with a record of the same number and is none itself.
COMPANIONS = frozenset(
    "quick,reference,summary,executive,notes,note,appendix,annex,diagram,diagrams,considerations,implementation,plan,"
    "checklist,faq,review,reviews,analysis,comparison,benchmark,benchmarks,results,guide,cheatsheet,discussion,minutes,"
    "attachment,supplement,addendum,details,background,research,poc,examples,example,tasks,todo,status,report,evaluation,"
    "presentation,slides,migration,changelog".split(",")
)
