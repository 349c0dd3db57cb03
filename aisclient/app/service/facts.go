package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/text"
)

// Fact is one thing that a service said, as a person reads it. A fact without a value is the head of those that are
// deeper.
type Fact struct {
	Name, Value string
	Depth       int // 0 outermost
}

// Facts are what a service answered: the words of field names, months by their names, a score with its scale. The
// services' members are not documented in full, so nothing is left out, and the order is the answer's.
func Facts(a Answer) []Fact {
	d := json.NewDecoder(bytes.NewReader(a.Body))
	d.UseNumber()
	f := facts{asked: a.AskedAt, scores: a.Service == Scores, member: "No. "}
	if a.Service == Profiles {
		f.member = "Profile "
	}
	if len(a.Body) == 0 {
		return nil
	}
	if err := f.value(d, "", 0); err != nil {
		f.add("Note", "the answer cannot be read to its end", 0)
	}
	if a.Service == Profiles && len(f.all) == 0 {
		f.add("Profiles", "none", 0)
	}
	priced(f.all)
	return folded(unrepeated(f.all))
}

var (
	amount   = regexp.MustCompile(`^-?\d+\.\d+$`)
	currency = regexp.MustCompile(`^[A-Z]{3}$`)
)

// priced writes behind every amount the currency of what it is in: the one by which a head is named, or that stands below it.
func priced(all []Fact) {
	for i := len(all) - 1; i >= 0; i-- { // what is deeper first
		code, end := "", i+1
		if currency.MatchString(all[i].Name) && all[i].Value == "" {
			code = all[i].Name
		}
		for ; end < len(all) && all[end].Depth > all[i].Depth; end++ {
			if all[end].Name == "Currency" && all[end].Depth == all[i].Depth+1 {
				code = all[end].Value
			}
		}
		for k := i + 1; k < end && code != ""; k++ {
			if amount.MatchString(all[k].Value) {
				all[k].Value += " " + code
			}
		}
	}
}

// unrepeated leaves a currency out that is its head's name already.
func unrepeated(all []Fact) (out []Fact) {
	heads := map[int]string{} // by their depth
	for _, f := range all {
		if f.Name == "Currency" && f.Value == heads[f.Depth-1] {
			continue
		}
		heads[f.Depth] = f.Name
		out = append(out, f)
	}
	return out
}

// nothing is the value of a head under which every figure is zero or missing.
const nothing = "nothing"

// folded says nothing once where it would be said for each figure: a summary names over a hundred groups, nearly all of them
// empty.
func folded(all []Fact) (out []Fact) {
	for i := 0; i < len(all); i++ {
		end, empty := i+1, true
		for ; end < len(all) && all[end].Depth > all[i].Depth; end++ {
			empty = empty && zero(all[end].Value)
		}
		out = append(out, all[i])
		if all[i].Value == "" && empty && end > i+1 {
			out[len(out)-1].Value = nothing
			i = end - 1
		}
	}
	return out
}

// facts collects them from JSON.
type facts struct {
	all    []Fact
	asked  time.Time
	scores bool
	member string // what a member of a list is called, before its number
}

// deepestFact is how deep an answer is told; what lies deeper is left out.
const deepestFact = 12

func (f *facts) add(name, value string, depth int) {
	if depth <= deepestFact {
		f.all = append(f.all, Fact{name, value, depth})
	}
}

func (f *facts) value(d *json.Decoder, name string, depth int) error {
	tok, err := d.Token()
	if err != nil {
		return err
	}
	delim, nested := tok.(json.Delim)
	if !nested {
		f.add(f.named(name), f.said(name, tok), depth)
		return nil
	}
	if name != "" {
		f.add(f.named(name), "", depth)
		depth++
	}
	from, n := len(f.all), 0
	for ; d.More(); n++ {
		key := f.member + strconv.Itoa(n+1)
		if delim == '{' {
			k, err := d.Token()
			if err != nil {
				return err
			}
			key, _ = k.(string)
		}
		if err := f.value(d, key, depth); err != nil {
			return err
		}
	}
	if delim == '[' && n == 1 {
		f.lift(from)
	}
	_, err = d.Token()
	return err
}

// lift takes the head of the only member of a list away: a lone number says nothing.
func (f *facts) lift(from int) {
	if from == len(f.all) || f.all[from].Value != "" {
		return
	}
	f.all = slices.Delete(f.all, from, from+1)
	for i := range f.all[from:] {
		f.all[from+i].Depth--
	}
}

// factNames are field names whose words would say too little.
var factNames = map[string]string{
	"score": "Score", "scorePercentile": "Better than", "scoreTier": "Tier", "id": "Model", "retrainedAt": "Model trained",
	"last90DaysDividedBy3": "Last 90 days, a month", "welfareAndAlimony": "Welfare and alimony", "invoicePayments": "Invoices paid",
	"activeSinceAtLeast": "Active since, or earlier", "allTransactions": "All transactions", "asOf": "As of",
	"firstOn": "First on", "lastOn": "Last on", "sum": "Total", "count": "Transactions",
}

// named is a field's name as words: months by their names, labels without their prefix, IBANs in groups of four.
func (f *facts) named(name string) string {
	if n, ok := factNames[name]; ok {
		return n
	}
	if back, ok := strings.CutPrefix(name, "M-"); ok {
		if n, err := strconv.Atoi(back); err == nil && n < 120 && !f.asked.IsZero() {
			year, month, _ := f.asked.Date()
			return time.Date(year, month-time.Month(n), 1, 0, 0, 0, 0, time.UTC).Format("January 2006")
		}
	}
	if t, err := time.Parse("2006-01", name); err == nil {
		return t.Format("January 2006")
	}
	if label, ok := strings.CutPrefix(name, "label:"); ok {
		return "Labelled " + text.Clean(strings.ReplaceAll(label, "|", " or ")).String()
	}
	return words(name)
}

// iban is the form of an account number.
var iban = regexp.MustCompile(`^[A-Z]{2}\d{2}[A-Z0-9]{10,}$`)

// words are a camelCase name as words, and an IBAN in groups; another name with a digit or a space stays.
func words(name string) string {
	name = text.Clean(name).String()
	if iban.MatchString(name) {
		return identity.Grouped(name)
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) || strings.ToUpper(name) == name {
		return name
	}
	return english.Words(name)
}

// said is a value for people. The score is the probability that the owner repays, the percentile how many others are
// below (provider's reference, owner-scores).
func (f *facts) said(name string, tok json.Token) string {
	switch v := tok.(type) {
	case string:
		if f.scores {
			if said, ok := scoreWords(name, v); ok {
				return said
			}
		}
		return text.Clean(v).String()
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return "none"
}

func scoreWords(name, value string) (string, bool) {
	p, ok := aisclient.Score(value).Float()
	switch {
	case name == "scoreTier":
		return text.Clean(value).String() + " on a scale from A, the best, to F", true
	case name == "retrainedAt":
		t, err := time.Parse(time.RFC3339, value)
		return t.Format("2006-01-02"), err == nil
	case !ok || p < 0 || p > 1:
		return "", false
	case name == "score":
		return fmt.Sprintf("%.1f on a scale from 0 to 100, higher is better: the provider's estimate of the chance that the owner repays", p*100), true
	case name == "scorePercentile":
		return fmt.Sprintf("%.1f %% of other owners", p*100), true
	}
	return "", false
}
