package identity

import (
	"slices"

	"aisdesk/aisclient/text"
)

// Code says in which way two names agree or differ.
type Code string

// Codes of a comparison of names.
const (
	MiddleMissing   Code = "MIDDLE_MISSING"   // a further given name stands in one of them only
	Initial         Code = "INITIAL"          // a letter stands for a given name
	InitialConflict Code = "INITIAL_CONFLICT" // a letter is not that of the other's second given name
	SurnamePart     Code = "SURNAME_PART"     // one of two surnames is missing
	ExtraWord       Code = "EXTRA_WORD"       // a word of unknown meaning stands in one of them only
	Typo            Code = "TYPO"             // one letter differs, or two are exchanged
	Nickname        Code = "NICKNAME"         // a short form of the given name
	Lookalike       Code = "LOOKALIKE"        // letters of another script that look the same
	Truncated       Code = "TRUNCATED"        // the bank cut a long name
	Damaged         Code = "DAMAGED"          // a letter was lost on the way
	Glued           Code = "GLUED"            // words are written as one
	Transliterated  Code = "TRANSLITERATED"   // another spelling of a name from another alphabet or language
	SoleTrader      Code = "SOLE_TRADER"      // the full name inside a firm's name without legal form
	SurnameForm     Code = "SURNAME_FORM"     // the other gender's form of the surname
	GivenOrder      Code = "GIVEN_ORDER"      // the given names stand in another order
	SharedSurname   Code = "SHARED_SURNAME"   // joint owners under one surname
	OtherForm       Code = "OTHER_FORM"       // another legal form

	SurnameDiffers Code = "SURNAME_DIFFERS"
	GivenDiffers   Code = "GIVEN_DIFFERS" // with the same surname: perhaps family
	NameDiffers    Code = "NAME_DIFFERS"
	SurnameMissing Code = "SURNAME_MISSING"
	GivenMissing   Code = "GIVEN_MISSING"
	CompanyPerson  Code = "COMPANY_PERSON" // one is a company, the other a person
)

// phrases say what the codes mean in a sentence.
var phrases = map[Code]string{
	MiddleMissing: "a further given name stands in one of them only", Initial: "a letter stands for a given name",
	InitialConflict: "the second letter is another", SurnamePart: "one of two surnames is missing", ExtraWord: "one has a further word",
	Typo: "one letter differs", Nickname: "one is a short form", Lookalike: "it has letters of another alphabet that look the same",
	Truncated: "the bank cut the name", Damaged: "a letter was lost", Glued: "words are written as one",
	Transliterated: "it is another spelling of the name", SoleTrader: "the name stands inside a firm's name", SurnameForm: "the surname has another ending",
	GivenOrder: "the given names stand in another order", SharedSurname: "two people stand under one surname", OtherForm: "the legal form is another", SurnameDiffers: "the surname is another",
	GivenDiffers: "the given name is another, perhaps a relative", NameDiffers: "the name is another", SurnameMissing: "the surname is missing",
	GivenMissing: "the given name is missing", CompanyPerson: "one is a company, the other a person",
}

// Phrase says what the code means, as a part of a sentence.
func (c Code) Phrase() string { return phrases[c] }

// NameResult is how two names compare.
type NameResult struct {
	Outcome Outcome
	Codes   []Code // why it is no full match, or in which way it is one; sorted
}

// with adds a code that makes a match close.
func (r NameResult) with(codes ...Code) NameResult {
	if r.Outcome == Match {
		r.Outcome = Close
	}
	r.Codes = append(slices.Clone(r.Codes), codes...)
	slices.Sort(r.Codes)
	r.Codes = slices.Compact(r.Codes)
	return r
}

// SameName reports whether a name is certainly that of a person or company whom a bank or a case names: the same but for case
// and accents, or a Match.
func SameName(name, other string) bool {
	return text.Fold(name) == text.Fold(other) || CompareNames(name, other).Outcome == Match
}

// CompareNames compares the name that somebody claims with one that a bank names as holder, who may be several people.
// Words come from one of them only. Use CompareHolder where the bank says that the holder is a company.
func CompareNames(claimed, holder string) NameResult { return CompareHolder(claimed, holder, false) }

// CompareHolder is CompareNames for a holder of whom the bank says whether it is a company.
func CompareHolder(claimed, holder string, isCompany bool) NameResult {
	if isCompany || readCompany(holder).sure {
		return compareOne(claimed, person{name: holder}, isCompany)
	}
	best := NameResult{Codes: []Code{NameDiffers}}
	people := split(holder)
	for i, p := range people {
		r := compareOne(claimed, p, false)
		for k, o := range people {
			if k != i {
				r = r.Without(claimed, p.name, o.name)
			}
		}
		if i == 0 || better(r, best) {
			best = r
		}
	}
	return best
}

// Without is the result for a claimed name that matches one owner, where there is another one: close if a word that the first
// has not is the other's, for words come from one owner only. Jan Anna Kowalski is not Jan Kowalski beside Anna Kowalska.
func (r NameResult) Without(claimed, owner, other string) NameResult {
	own, others := personWords(owner), personWords(other)
	borrowed := func(w word) bool { return !w.among(own) && w.among(others) }
	if r.Outcome == Match && slices.ContainsFunc(personWords(claimed), borrowed) {
		return r.with(ExtraWord)
	}
	return r
}

// better prefers the greater outcome, then fewer differences.
func better(a, b NameResult) bool {
	if a.Outcome != b.Outcome {
		return a.Outcome > b.Outcome
	}
	if a.Outcome == NoMatch { // a shared surname says more than nothing
		return slices.Contains(a.Codes, GivenDiffers) && !slices.Contains(b.Codes, GivenDiffers)
	}
	return len(a.Codes) < len(b.Codes)
}

func compareOne(claimed string, holder person, isCompany bool) NameResult {
	a, b := readCompany(claimed), readCompany(holder.name)
	a, b = a.likeForm(b), b.likeForm(a)
	if isCompany {
		b.sure = true
	}
	switch {
	case a.sure && b.sure, a.sure && !looksPersonal(holder.name), b.sure && !looksPersonal(claimed):
		return compareCompanies(a, b)
	case a.sure || b.sure:
		return NameResult{Codes: []Code{CompanyPerson}}
	case hasBusinessWord(a.core()) && hasBusinessWord(b.core()):
		return compareCompanies(a, b)
	}
	r := comparePeople(personWords(claimed), personWords(holder.name), len([]rune(holder.name)))
	if holder.shared && r.Outcome == Match {
		r = r.with(SharedSurname)
	}
	return r
}

// looksPersonal reports whether a name could be a natural person's: it has a given name and no firm's word.
func looksPersonal(name string) bool {
	words := wordsOf(name)
	for _, w := range words {
		if w.given() {
			return !hasBusinessWord(words) || len(words) > 1
		}
	}
	return false
}
