package identity

import (
	"regexp"
	"strings"

	"aisdesk/aisclient/text"
)

// streetKinds are the words for the kinds of streets and their short forms, a line a kind: Plac Wolności is not ulica Wolności.
// source: known
var streetKinds = func() map[string]string {
	kinds := map[string]string{}
	for _, line := range strings.Split(`street ul ulica ulicy ulice c/ calle cl st strasse str
avenue al aleja aleje avda av avenida ave allee
square pl plac namesti nam namestie plaza pza sq platz
estate os osiedle
garden skwer
boulevard bulwar trida
quay nabrezi
road rd
lane ln
crescent cres
court ct
terrace terr
gardens gdns`, "\n") {
		words := strings.Fields(line)
		for _, w := range words {
			kinds[w] = words[0]
		}
	}
	for _, words := range []map[string]bool{streetWords, streetEnds} { // each of the others is a kind by itself
		for w := range words {
			if kinds[w] == "" {
				kinds[w] = w
			}
		}
	}
	return kinds
}()

// otherStreet are folded words that make of a street's name that of another street (en, pl, cs, es). source: known
var otherStreet = text.WordSet("upper lower old new great little far near middle inner outer high long short back north south east west central first second third " +
	"stara stare stary nowa nowe nowy gorna gorne gorny dolna dolne dolny mala male maly wielka wielkie wielki duza duze duzy dluga krotka polnocna poludniowa wschodnia zachodnia boczna przednia tylna srodkowa pierwsza druga trzecia " +
	"horni dolni nova nove novy velka velke velky dlouha kratka zadni predni severni jizni vychodni zapadni prostredni stredni prvni vnejsi vnitrni " +
	"nueva nuevo vieja viejo antigua antiguo alta alto baja bajo mayor menor grande gran chica larga corta norte sur este oeste primera segunda tercera travesia")

// doorWords are the Spanish words of a floor and a door, with what they are compared by. source: known
var doorWords = map[string]string{"izq": "izq", "izda": "izq", "izqda": "izq", "izquierda": "izq", "dcha": "dcha", "drcha": "dcha", "dcho": "dcha", "derecha": "dcha",
	"ctro": "ctro", "centro": "ctro", "bajo": "bajo", "bj": "bajo", "atico": "atico", "atc": "atico", "pral": "pral", "principal": "pral", "ent": "ent", "entresuelo": "ent",
	"bloque": "bloque", "blq": "bloque", "portal": "portal", "esc": "esc", "escalera": "esc"}

// doorNumber is a floor, a door or both, with or without the raised letter of Spanish ordinals: 2, 2º, 2b, 2ºb, b.
var doorNumber = regexp.MustCompile(`^(\d{1,2})?[oº°ª]?([a-h])?$`)

// doorPart is a word of a floor and a door as it is compared; empty for another word.
func doorPart(bare string) string {
	if part, ok := doorWords[bare]; ok {
		return part
	}
	m := doorNumber.FindStringSubmatch(bare)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}
