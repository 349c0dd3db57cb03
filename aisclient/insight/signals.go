package insight

// signal is a filter line whose rows mean something to a reviewer. Labels are the provider's; words help where
// there is no labelling contract, in the languages of its markets. Both are in one line, so what a finding
// counts is what its filter shows.
type signal struct {
	topic    Topic
	level    Level
	filter   string
	sentence string // with the count of rows and the sums
}

var signals = []signal{
	{Gambling, Warn, `/\b(lotto|totalizator|bukmacher\w*|zaklady bukm\w*|sts s\.? ?a|fortuna online|betclic|superbet|betfan|forbet|lvbet|bet365|bwin|unibet|casino|kasyno|pokerstars|tipsport|sazka|codere|sportium)\b/|label:gambling`,
		"%s with betting and games of chance: %s."},
	{Loans, Note, `is:in /\b(wyplata (pozyczki|kredytu)|uruchomienie (pozyczki|kredytu)|udzielen\w* (pozyczki|kredytu)|pozyczka|loan|prestamo|pujcka|uver)\b/|label:=loan`,
		"%s of loans came in: %s."},
	{Repayments, Note, `is:out /\b(splata (raty|kredytu|pozyczki|karty|zadluzenia)\w*|rata (kredytu|pozyczki)\w*|loan repayment|splatka|cuota prestamo)\b/|label:=repayment|=mortgage|"debt repayment"`,
		"%s of loans, mortgages and cards: %s."},
	{Bailiff, Warn, `/\b(komornik(a|owi|iem)?|komornicz\w*|egzekucj\w*|zajecie (wierzytelnosci|egzekucyjne|komornicze|rachunku|konta)|bailiff|exekutor\w*|exekuc\w*|embargo)\b/|label:bailiff`,
		"%s with a bailiff: %s."},
	{Collection, Warn, `/\b(windykac\w*|debt collection|kruk s\.? ?a|ultimo s\.? ?a|intrum|kaczmarski inkasso|hoist finance|best s\.? ?a|eos ksi|inkasni agentura|cobro de deudas)\b/|label:"debt collection"`,
		"%s with debt collectors: %s."},
	{LatePayment, Warn, `/\b(odsetki (karne|za opoznienie|od zadluzenia przeterm\w*)|monit(u|y|ow)?|wezwanie do zaplaty|late fee|late payment)\b/|label:"late payment"`,
		"%s made late or for being late: %s."},
	{Returned, Warn, `/\b(zwrot (przelewu|zlecenia|polecenia)|przelew (zwrocony|odrzucony)|odrzucon\w*|niezrealizowan\w*|brak srodkow|returned payment|payment returned|insufficient funds|recibo devuelto|devolucion (de )?(recibo|adeudo|transferencia)|nedostatek prostredku)\b/|label:returned|"returned payment"`,
		"%s that came back: %s."},
	{Cash, Info, `is:out /\b(bankomat\w*|wyplata gotowki\w*|gotowk\w*|atm|cash withdrawal|cajero|efectivo|vyber hotovosti|bankomatu)\b/|label:"cash withdrawal"`,
		"%s of cash: %s."},
}

// Signal gives the filter line behind a topic of signs, and whether the topic is one.
func Signal(t Topic) (filter string, ok bool) {
	for _, s := range signals {
		if s.topic == t {
			return s.filter, true
		}
	}
	return "", false
}
