"""Everyday English for a search: little words, and words that people use for each other.

Names and contested words are not here: they come from `terms` and `people` of the fact base.
"""

_LITTLE = """
    a about above after again all also am an and any anybody anyone anything are as at be because
    been before being between both but by can could did do does doing done during each ever for
    from get give had happen happened happening happens has have having he her here hers him his
    how i if in into is it its itself just know let lot many may me might mine more most much must
    my of on one ones only or other our out over own per please really say said saying says shall
    she should show so some somebody someone something somewhat such tell than that the their
    theirs them then there these they thing things this those through to too under until up upon
    very via was we were what whatever when where whether which while who whom whose why will with
    within without would yet you your
    according article articles believe believed concerning describe described does fact facts
    explain find mention mentioned regarding source sources talk talked think thinks thought
    towards toward
    see sees seen saw look looks looked looking come comes came coming go goes went gone going take
    takes took taken put puts keep keeps kept try tries few several various quite rather still yet
    exactly actually
"""
LITTLE_WORDS = frozenset(_LITTLE.split())

# Each line: words and phrases that often stand for one another in talk of politics and trade.
# They are weaker than the word itself, so that a loose pair does little harm.
ALIKE = """
japan; japanese
korea; korean; koreans
south korea; south korean; south koreans
north korea; north korean; north koreans; the north
china; chinese
russia; russian
america; american; americans; united states; usa; us
taiwan; taiwanese
ukraine; ukrainian
president; head of state; leader
prime minister; premier; pm; leader
leader; leaders; president; prime minister; head of government
minister; ministry; secretary
ambassador; envoy; diplomat
official; officials; bureaucrat; bureaucrats; bureaucracy; civil servant
government; administration; cabinet; authorities
summit; meeting; meet; met; talks; conference
talks; dialogue; negotiation; negotiations; consultation; consultations; discussions; conversation
discuss; talk about; debate; consult
visit; trip; travel; travelled; go to; journey; tour; stay
agreement; pact; deal; treaty; arrangement
agree; agreed; settle on; promise; promised; undertake; pledge; pledged; commit; commitment
announce; announced; announcement; declare; declared; reveal; unveiled; state; statement; proclaim
spokesman; spokesperson; spokeswoman; press secretary; chief cabinet secretary
press conference; news conference; briefing
plan; planned; scheme; proposal; intend; intention; due; scheduled; going to
propose; proposed; suggest; suggested; suggestion; recommend; call for; advise
demand; demanded; ask; asked; want; wants; wanted; require; insist; desire; desired; request
hope; hoped; hopes; wish; wished; expect; expected; expectation; look forward
fear; feared; fears; worry; worried; concern; afraid; alarm; anxiety
warn; warned; warning; caution
criticise; criticism; critics; denounce; condemn; blame; attack; call out; calling out; under fire; pushback; push back
oppose; opposed; opposition; opponents; reject; against; resist; pushback; critics
support; back; backed; endorse; supported; backing; approve; approval; welcome
praise; praised; laud; laudable; commend; applaud
refuse; refused; avoid; avoided; decline; would not; reluctant; unwilling; shun; snub
hesitate; hesitant; reluctant; reticent; reluctance; wary; cautious
start; started; begin; began; begun; launch; open; commence
stop; stopped; suspend; suspended; halt; end; ended; break off; freeze; interrupted
end; terminate; termination; scrap; cancel; abandon; withdraw; drop
cancel; drop; withdraw; withdrawal; lift; remove; scrap; revoke
dismiss; dismissed; reject; rejected; throw out; thrown out; dismissal
restore; restored; restoration; reinstate; reinstated; normalise; resume; bring back; put back; give back; return; rehabilitate; repair; mend
resume; resumed; restart; restarted; renew; again; resumption; revive
repair; mend; improve; improvement; fix; rehabilitate; heal; better; rebuild
improve; better; warm; warming; thaw; rapprochement; reconciliation; ease
thaw; rapprochement; improved relations; warming; detente; break the ice
relations; relationship; ties; bilateral; links
worsen; worsening; deteriorate; deteriorated; sour; low point; lowest point; strained
quarrel; dispute; feud; row; conflict; friction; spat; disagreement; tension; tensions; rift
cooperate; cooperation; work together; collaborate; collaboration; partnership; working together; collective; joint
joint; together; trilateral; combined; common; shared
trilateral; three way; three countries; three nations; tripartite; triangle
bilateral; two way; two countries
reciprocal; mutual; each other; regular
ally; allied; allies; alliance; partner
threat; threaten; threatened; danger; menace; risk
attack; strike; invade; invasion; war; clash
war; conflict; clash; battle; fight; battlefront; front
invade; invasion; seize; attack; occupy
defend; defence; protect; guard; protection; shield
defence; military; security; armed forces
military; army; troops; forces; soldiers; defence; armed forces
navy; naval; warship; destroyer; ship; vessel
plane; aircraft; airplane; jet; flight; flights; warplane; air force
exercise; exercises; drill; drills; manoeuvre; manoeuvres; maneuver; maneuvers; maneuvering; maneuverings
missile; missiles; rocket; ballistic
fire; fired; launch; launched; shoot; shot; test; tested
aim; aimed; direct; directed; point; pointed; lock on; target
intelligence; information; data; spy; espionage
share; sharing; exchange; exchanges; swap; pass on
weapon; weapons; arsenal; nuclear; arms; bomb
evacuate; evacuation; evacuating; rescue; civilian; civilians; non combatant; noncombatant
rescue; save; search and rescue; humanitarian
permission; consent; approval; allow; allowed; authorisation; permit
base; bases; facilities
supplies; supply; goods; materials; logistics
transfer; hand over; pass; move
territory; territorial; island; islands; islets; dispute
sea; ocean; maritime; waters; seas
release; discharge; dump; pour; released
contaminated; radioactive; polluted; treated; wastewater
export; exports; exporting; sell abroad; shipment
import; imports; food
restrict; restriction; restrictions; curb; curbs; control; controls; limit; limits; ban; impose; imposed
relax; loosen; ease; lift; soften; remove
complaint; complain; lawsuit; case; dispute; grievance
lawsuit; lawsuits; sue; sued; case; court; litigation; legal action; trial
court; judge; ruling; rulings; verdict; judgment; judgement; decision; tribunal
plaintiff; plaintiffs; victims; claimants
compensation; compensate; restitution; pay; paid; payment; damages; reparations; money; redress
foundation; fund; body
seize; seized; confiscate; confiscated; liquidate; liquidation; sell off; seizure
assets; property; holdings
worker; workers; labourer; labourers; labour
apologise; apology; apologised; sorry; atone; atoned; atonement; kneel; remorse
colony; colonial; colonise; occupation; imperial
trust; trusted; distrust; untrustworthy; trustworthy; mistrust; confidence
history; historical; past; wartime
chip; chips; semiconductor; semiconductors; microchip
produce; production; make; makes; manufacture; manufacturing; making; maker; makers; producer; build
lead; leads; leading; world leader; top; head; biggest; most; best; strongest; world class; ahead
company; companies; firm; firms; business; businesses; corporation; enterprise; industry
complex; plant; factory; park; cluster; hub; facility; site
price; cost; costs; worth; value; money
technology; technologies; technological; tech; advanced
rely; reliance; depend; dependence; dependent; dependency; reliant
diversify; vary; varied; spread; variety; range; diversification
supply chain; supply chains; supplier; suppliers
trade; trading; commerce; commercial
list; status
white list; preferred trading partner; trusted partner; whitelist; preferential
poll; survey; rating; ratings; respondents; percent
disapprove; disapproval; unpopular; disapproving; dissatisfied
popular; support; appeal; approval; public opinion
public; people; citizens; population; voters; ordinary; home; domestic; society
ordinary; everyday; average; daily; common
progressive; progressives; liberal; liberals; left; opposition
conservative; conservatives; right wing; narrow
reverse; reversed; undo; undone; overturn; overturned; reversal; roll back
last; survive; endure; sustain; sustainable; sustainability; outlast; continue; durable; lasting
tenure; term; term of office; time in office; presidency
election; campaign; vote
sustain; maintain; keep up; hold up
pessimistic; pessimism; doubt; doubtful; sceptical; skeptical
optimistic; optimism; hopeful; hope; confident; steadily
dinner; meal; meals; ate; eat; eating; restaurant; food; dined; dine; dishes
drink; drank; drinks; beer; alcohol; liquor; spirit; beverage; beverages; shochu; soju
taste; tasted; flavour; tastes
wife; wives; spouse; spouses; first lady
friend; friendship; friendly
rare; unusual; uncommon; seldom; exceptional
leave; left; departure; depart; departed; flight
late; delay; delayed; postponed
half an hour; 30 minutes
hour; minutes; long; length; lasted; duration
attend; attended; take part; participate; participated; join
emergency; urgent; crisis; contingency; contingencies
crisis; contingency; contingencies; emergency
cause; reason; why; factor; because; motive; incentive; behind; driving; drive; force; forces
factor; force; forces; driver; drivers; reason
important; importance; key; essential; crucial; critical; vital; central
difficult; hard; harder; challenge; obstacle; difficulty; tough
problem; problems; issue; issues; challenge; challenges; difficulty
obstacle; barrier; hurdle; hindrance; obstruct; obstructed; block; derail; hinder; hamper; stumbling block
solve; solution; resolve; settle; settlement; resolution; answer
opportunity; chance; opening
benefit; benefits; gain; gains; advantage; win win; profit
concession; concessions; compromise; give way; gave
role; part
increase; rise; rose; growing; grow; expand; expanded; boost; surge; step up; stepping up; crank up
stronger; strengthen; strengthening; boost; bolster; enhance; reinforce; deepen
reduce; cut; lower; decrease; less; fewer
near; nearby; close to
big; large; huge; great
fast; rapid; rapidly; quick; quickly; swift; swiftly; soon; rapid fire; speed
speed; speed up; accelerate; faster; pick up; hasten
first; earliest
once; again; still
build; construct; construction; building
birth rate; birth rates; birthrate; birthrates; fertility; population decline
child; children; kids
climate; climate change; environment; environmental; global warming
carbon; emissions; coal; net zero
covid 19; covid; coronavirus; pandemic; virus
pandemic; epidemic; outbreak
clean energy; renewable; renewables; renewable energy; green energy
school; education; university; academic
exchange; people to people; exchanges; cultural
burden; trouble; handicap
agenda; topics; items; subjects
neighbour; neighbor; neighbouring; neighboring
describe; call; calls; called; name; term; terms
picture; photograph; image
handshake; shake hands; shook hands
responsible; responsibility; duty; up to; job; task
expert; experts; analyst; analysts; scholar; professor; researcher; specialist
scholar; researcher; professor; academic; fellow; candidate; scientist
slow; slowed; delay; delayed; hold up; held up; late
give up; gave up; concede; concession; concessions; sacrifice
strained; strain; strains; tense; tension; tensions; frosty; icy; bad; poor
baby; babies; birth; births; newborn
area; areas; coverage; range; zone; region; field
wonder; doubt; unsure; sceptical; watch; watchful
follow through; carry out; carried out; implement; put into practice; fulfil; execute; practice
try; tried; attempt; attempts; attempted; effort; efforts
outlive; outlast; survive
obey; comply; salute; follow orders; carry out; orders
stay out; keep out; discourage; intervene; involvement; involved; get involved
deter; deterrence; discourage; prevent; stop
invest; investment; attract; draw; drawing; lure; woo
atomic; nuclear; nuke; nukes
vision; view; idea; worldview; conception
rule; rules; norms; law; order
student; candidate; phd; doctoral; doctorate
author; writer; columnist; journalist; reporter
speech; address; remarks; commemoration
remark; remarks; comment; comments; words; quote; said
opinion; view; views; attitude; stance; position
anger; angry; furious; upset; outrage; resentment
happy; pleased; welcome; glad; satisfied
impression; mood; atmosphere
famous; favourite; preferred; liked
different; differ; differs; difference; differences; unlike
same; similar; alike; equal; common
separate; another; other; different
unresolved; unsettled; unanswered; open
resolved; resolve; determination; determined; will
lack; lacking; missing; absent; absence; without
enough; sufficient; insufficient; inadequate
needed; necessary; required; essential; necessity; require; requires
possible; possibly; potential; might; perhaps
likely; probably; probable; expected
quickest; fastest; rapid; swift
dangerous; severe; serious; grave; harsh
harsh; harshly; strong; strongly; sharp; sharply
violent; brutal; cruel
victim; victims; survivors; plaintiffs
peace; stability; calm; peaceful
regional; region; asia; asian; neighbourhood
ukraine war; russian invasion; invasion of ukraine
condition; conditions; terms; circumstances
result; results; outcome; consequence; effect; impact; consequences
affect; impact; effect; influence
influence; power; sway; clout
counter; countering; counterbalance; contain; containing; rein in; against; offset
dominance; hegemony; hegemonic; domination
bully; bullying; coercion; coerce; pressure; intimidation
criticised; criticised for; under fire; blamed; denounced
nation; nations; country; countries; state; states
capital; government
couple; wives; husband
interpreter; interpreters; translator; translators
secret; confidential; classified
open; transparent; transparency; openness
safe; safety; secure
health; medical; hospital; disease; pandemic
mask; masks; protective equipment; prevention materials
energy; power; electricity; fuel; coal
pollution; emissions; carbon; contaminated
mine; mines; mining; gold
heritage; world heritage; landmark; monument
aid; help; assistance; assist; support
newspaper; paper; press; media; report; reported
report; reports; reported
"""

_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty
"""
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS.split())}
NUMBERS |= {word: str(number * 10) for number, word in enumerate(_TENS.split(), 3)}


def groups() -> list[list[str]]:
    """Return the words and phrases that stand for one another, group by group."""
    lines = [line for line in ALIKE.splitlines() if line]
    alike = [[phrase.strip() for phrase in line.split(";")] for line in lines]
    return alike + [[word, number] for word, number in NUMBERS.items()]
