package certify

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// leastMessage is the length in bytes below which a message tells nothing.
const leastMessage = 8

// Words by which a message tells its cause, in the languages of the provider's messages and some more, as words
// of it begin. A message in another language names the exception in "error", a cut history in "partial", or an empty one in "empty".
var (
	blockedWords = []string{"block", "blok", "zablok", "bloqu", "lock", "access", "dostęp", "přístup", "acces", "zugang", "gesperrt"}
	sessionWords = []string{"session", "sign", "log in", "log on", "login", "expire", "sesj", "wygas", "zalog", "relac", "přihl", "vyprš", "sesi", "caduc",
		"anmeld", "sitzung", "already", "once", "twice", "już", "už", "bereits", "ya se", "déjà"}
	emptyWords = []string{"no ", "none", "nothing", "empty", "zero", "0 ", "without", "not find", "not found", "not have", "brak", "nie ma", "nie znal", "żadn", "pust",
		"žádn", "nemá", "není", "nejsou", "prázd", "ningun", "ningún", "sin ", "vací", "kein", "nicht", "leer", "aucun"}
	partialWords = []string{"incomplet", "not complete", "partial", "missing", "cut", "short", "timeout", "time out", "timed out", "not all", "not every", "not whole", "gap", "limited", "truncated", "fewer",
		"niepeł", "niekompl", "część", "częściow", "brak", "skróc", "neúpln", "nekompl", "část", "chyb", "parcial", "falta", "cortad", "unvollst", "lücke", "fehl"}
	// incompleteWords mean nothing else, as "short" or "missing" may, and nor do cutWords beside historyWords; doubtWords take them back.
	incompleteWords = []string{"incomplet", "niepeł", "niekompl", "neúpln", "nekompl", "unvollst"}
	historyWords    = []string{"histor", "verlauf"}
	cutWords        = []string{"cut it", "cut the", "cut short", "cut by", "is cut", "been cut", "truncat", "shortened", "skróc", "ucię", "uciął", "urwa", "zkrác", "ořez", "cortad", "cortó", "recort", "trunc",
		"gekürzt", "abgeschnitten", "tronq"}
	doubtWords = []string{"no", "not", "none", "nothing", "never", "isn", "aren", "without", "0", "zero", "if", "whether", "when", "should", "any", "was", "nie", "brak",
		"bez", "jeśli", "czy", "gdy", "żadna", "žádná", "žádný", "není", "nejsou", "pokud", "když", "sin", "si", "ningún", "ninguna", "nicht", "kein", "keine", "wenn", "falls", "ob", "aucun", "pas"}
)

// told is about what the user learns.
func told(_ *runner, c testCase, x *run) []Finding {
	if x.result == nil {
		return nil
	}
	message, failed := strings.ToLower(strings.TrimSpace(x.result.Message)), x.result.State != successful
	switch {
	case failed && len(message) < leastMessage:
		return found(ErrorNotTold, "its message is %q; say what happened and what to do", x.result.Message)
	case failed && c.exception != "" && !names(x.result, message, c):
		return found(ErrorNotTold, "its message %q does not tell the cause, %s: say it in the provider's words or your own, and name the exception in \"error\" where the message is in "+
			"a language that this program cannot read", x.result.Message, c.exception)
	case !failed && c.partial && (len(message) < leastMessage || !x.result.Partial && !mentions(message, partialWords)):
		return found(PartialNotTold, "a history was cut short (partialDueToTimeout) and its message %q does not say so; where it does, in a language that this program cannot read, "+
			"add \"partial\": true", x.result.Message)
	case !failed && c.empty && !x.result.Empty && !mentions(message, emptyWords):
		return found(EmptyNotTold, "the customer has no account and its message %q does not say so; where it does, in a language that this program cannot read, add \"empty\": true",
			x.result.Message)
	case !failed && !c.fails && !c.partial && (x.result.Partial || saysPartial(message)):
		return found(PartialWrong, "it says that a history is incomplete, and the reply has it whole; say that, and \"partial\": true, of a reply with partialDueToTimeout alone")
	case !failed && !c.fails && !c.empty && x.result.Empty:
		return found(EmptyWrong, "it says \"empty\": true, and the reply has accounts; say that of a reply without any alone")
	}
	return nil
}

// saysPartial reports whether a sentence of a message says beyond doubt that a history is incomplete: none that denies it, counts
// none, or asks the customer to look.
func saysPartial(message string) bool {
	for _, sentence := range strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(".,;:!?\n()", r) }) {
		words := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		says := mentions(sentence, incompleteWords) || mentions(sentence, historyWords) && mentions(sentence, cutWords)
		if says && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(doubtWords, w) }) {
			return true
		}
	}
	return false
}

// names reports whether a result tells the exception of a case.
func names(r *Result, message string, c testCase) bool {
	return r.Error == c.exception || strings.Contains(message, strings.ToLower(c.exception)) || mentions(message, c.words)
}

// mentions reports whether a word of a message begins with one of some words.
func mentions(message string, words []string) bool {
	begins := true // a word
	for i, r := range message {
		if begins && slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(message[i:], w) }) {
			return true
		}
		begins = !unicode.IsLetter(r)
	}
	return false
}

// sayTheSame finds failures whose message tells them from no other: what is said where the bank blocks the customer, or where
// the session is somebody else's, fits no other failure. It adds to the findings of the cases.
func sayTheSame(chosen []testCase, reports []CaseReport) {
	said := map[string][]int{} // the cases by what they say
	for i, c := range chosen {
		if r := reports[i].Results; c.fails && len(r) > 0 && r[0].State != successful && len(r[0].Message) >= leastMessage {
			key := likeness(r[0].Message)
			said[key] = append(said[key], i)
		}
	}
	for _, same := range said {
		if len(same) < 2 || !slices.ContainsFunc(same, func(i int) bool { return chosen[i].apart }) {
			continue
		}
		for _, i := range same {
			if reports[i].has(ErrorNotTold) {
				continue
			}
			other := same[0]
			if other == i {
				other = same[1]
			}
			reports[i].Findings = append(reports[i].Findings, found(ErrorNotTold, "its message %q is the same in the case %s, where something else happened and something else is to be done",
				reports[i].Results[0].Message, chosen[other].Name)...)
		}
	}
}

// sayItAlways finds messages of the reply with a cut history, or without an account, that are said of another reply in the same
// words: the user cannot tell which it is. It adds to the findings of these cases.
func sayItAlways(chosen []testCase, reports []CaseReport) {
	for i, c := range chosen {
		code, wrong, here := PartialNotTold, PartialWrong, "every history is whole"
		if c.empty {
			code, wrong, here = EmptyNotTold, EmptyWrong, "there are accounts"
		}
		if !c.partial && !c.empty || len(reports[i].Results) == 0 || reports[i].has(code) {
			continue
		}
		r := reports[i].Results[0]
		if r.State != successful || r.Partial || r.Empty || len(r.Message) < leastMessage {
			continue
		}
		for j, other := range chosen {
			same := func(o Result) bool { return o.State == successful && wording(o, c.partial) == wording(r, c.partial) }
			if !other.fails && !other.partial && !other.empty && !reports[j].has(wrong) && slices.ContainsFunc(reports[j].Results, same) {
				reports[i].Findings = append(reports[i].Findings, found(code, "its message %q is the same in the case %s, where %s: the user cannot tell which it is",
					r.Message, other.Name, here)...)
				break
			}
		}
	}
}

// has reports whether a mistake of a kind was found in a case.
func (c *CaseReport) has(code Code) bool {
	return slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Code == code })
}

// wording is the message of a result without its owner and capitals, with single spaces, and without its number of rows where that
// does not matter.
func wording(r Result, anyRows bool) string {
	message := strings.ReplaceAll(r.Message, r.Owner, "")
	if anyRows {
		message = strings.ReplaceAll(message, strconv.Itoa(r.Rows), "")
	}
	return strings.Join(strings.Fields(strings.ToLower(message)), " ")
}

// likeness is a message without what differs by chance: capitals, spaces and numbers.
func likeness(message string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, message)
}
