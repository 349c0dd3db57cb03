package identity

import (
	"slices"
	"strings"
	"unicode"

	"aisdesk/aisclient/text"
)

// titles say nothing about who somebody is: academic, medical, military and of courtesy in Poland, Czechia, Spain, Britain and
// Germany, folded and without dots; a line of each. source: known
var titles = text.WordSet("pan pani mgr inz inzynier prof hab lek med dipl doc ks adw mec mjr kpt plk pplk ppor dr dra " +
	"ing bc bca mga mudr mddr mvdr judr phdr rndr paedr paeddr pharmdr thdr thlic icdr artd rsdr csc drsc dis akad " +
	"don dona sr sra srta d dna lic arq abg excmo excma ilmo ilma " +
	"mr mrs ms mx miss mister sir dame lady lord rev revd capt esq hons phd dphil msc bsc llm llb mbchb mpa mpharm beng meng obe mbe cbe frcs " +
	"herr frau st mba dba msa")

// titlePhrases are titles of several words, or what is left of one between its dots. Those of single letters and of what may be
// a short name stand behind a name.
var (
	titlePhrases = text.WordSet("ph_d dr_sc th_lic mu_dr ju_dr ph_dr rn_dr ing_arch inz_arch mgr_art mgr_farm dr_h_c dr_n_med dr_n_hum dr_n_tech dr_n_ekon " +
		"hab_n_med r_pr prof_nadzw prof_zw lek_dent lek_wet akad_mal akad_arch dipl_ing")
	endPhrases = text.WordSet("di_s c_sc th_d art_d m_b_a b_sc m_sc ll_m ll_b ph_d d_phil")
)

// nameTitles are titles that are names as well: Pan, Don, Mba. Behind a name they are titles after a comma, with a dot or in
// capitals that the name has not; before one, where a given name follows.
var nameTitles = text.WordSet("pan don d lord lady mba ma ba dis dba")

// phraseBegins are the first words of the phrases.
var phraseBegins = func() map[string]bool {
	begins := map[string]bool{}
	for _, phrases := range []map[string]bool{titlePhrases, endPhrases} {
		for phrase := range phrases {
			first, _, _ := strings.Cut(phrase, "_")
			begins[first] = true
		}
	}
	return begins
}()

// longestTitle is how many words a title has at most.
const longestTitle = 3

// IsTitle reports whether a folded word is a person's title.
func IsTitle(word string) bool { return titles[word] }

// Initialed parts a name without its titles into the letters that stand for given names, folded, and the number of other
// words: "Mgr A. Lis" is a and 1. Names with a word of two letters, digits or no letter alone have none.
func Initialed(name string) (initials string, surnames int) {
	if strings.ContainsAny(name, "0123456789@/*") {
		return "", 0
	}
	for _, w := range personWords(name) {
		switch {
		case w.initial():
			initials += w.fold
		case len([]rune(w.fold)) == 2:
			return "", 0
		default:
			surnames++
		}
	}
	return initials, surnames
}

// withoutTitles drops titles, unless fewer than two words would be left.
func withoutTitles(words []word) []word {
	var kept []word
	for i := 0; i < len(words); {
		if n := titleAt(words, i); n > 0 {
			i += n
			continue
		}
		kept = append(kept, words[i])
		i++
	}
	if len(kept) < 2 {
		return words
	}
	return kept
}

// titleAt is how many words of a title stand at a place; 0 for none.
func titleAt(words []word, at int) int {
	for n := min(longestTitle, len(words)-at); n > 1 && phraseBegins[words[at].fold]; n-- {
		if phrase := underscored(words[at : at+n]); titlePhrases[phrase] || at >= 2 && endPhrases[phrase] {
			return n
		}
	}
	fold := words[at].fold
	if !titles[fold] || nameTitles[fold] && !(at == 0 && len(words) > 2 && followedByGiven(fold, words[1:])) {
		return 0
	}
	return 1
}

// followedByGiven reports whether a given name stands behind a title that may be a name; behind the Spanish ones, a Spanish one.
func followedByGiven(title string, behind []word) bool {
	for len(behind) > 1 && titles[behind[0].fold] && !behind[0].given() {
		behind = behind[1:]
	}
	if title == "don" || title == "d" {
		return listed().spanish[behind[0].fold]
	}
	return slices.ContainsFunc(behind, word.given)
}

// raised writes out what is short for a word with a raised letter: doña, María.
var raised = strings.NewReplacer("D.ª", "Dña", "Dª", "Dña", "M.ª", "María ", "Mª.", "María ", "Mª", "María ", "mª", "María ")

func underscored(words []word) string {
	return strings.ReplaceAll(spaced(words), " ", "_")
}

// untitled takes off the titles behind a name that its writing shows to be some: a part of their own after a comma, a dot,
// capitals behind a name that is not in capitals.
func untitled(name string) string {
	if strings.Contains(name, "ª") {
		name = raised.Replace(name)
	}
	parts := strings.Split(name, ",")
	kept := parts[:1]
	for _, p := range parts[1:] {
		if words := wordsOf(p); len(words) == 0 || !allTitles(words) && !endPhrases[underscored(words)] {
			kept = append(kept, p)
		}
	}
	name = strings.Join(kept, ",")
	fields := strings.Fields(name)
	last := len(fields) - 1
	if last < 2 || !nameTitles[strings.ReplaceAll(text.Fold(fields[last]), ".", "")] {
		return name
	}
	if t := fields[last]; strings.Contains(t, ".") || capitals(t) && !capitals(fields[0]) || strings.ContainsFunc(t[1:], unicode.IsUpper) && !capitals(t) {
		return strings.Join(fields[:last], " ")
	}
	return name
}

// allTitles reports whether words are titles alone, names among them included.
func allTitles(words []word) bool {
	for i := 0; i < len(words); {
		n := titleAt(words, i)
		if n == 0 && nameTitles[words[i].fold] && len(words[i].fold) > 1 {
			n = 1
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// capitals reports whether a word has letters and no small one.
func capitals(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}
