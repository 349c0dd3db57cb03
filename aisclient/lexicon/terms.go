package lexicon

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/terms.toml
var termsData []byte

// term is a class of words that say nothing about a row by themselves.
type term int32

// Classes of terms.
const (
	termLegal term = iota
	termProcessor
	termMethod
	termCard
	termGeneric
	termDecoy
	termTitle
	termTown
	termPlace
	termTrade
	termAddress
	termStreet
	termWork
	termLodging
	termCardKind
	termDebit
	termAdvance
	termFund
	termAgent
	termNegation
	termNumbered
	termPhone
	termRentDeposit
	termBonus
	terms // how many there are; needs and not words are numbered from here
)

// termWords are the words of each class; streets by country.
type termWords struct {
	Legal      []string            `toml:"legal"`
	Funds      []string            `toml:"funds"`
	Processors []string            `toml:"processors"`
	Agents     []string            `toml:"agents"`
	Methods    []string            `toml:"methods"`
	Cards      []string            `toml:"cards"`
	Generic    []string            `toml:"generic"`
	Decoys     []string            `toml:"decoys"`
	Titles     []string            `toml:"titles"`
	Towns      []string            `toml:"towns"`
	Places     []string            `toml:"places"`
	Trades     []string            `toml:"trades"`
	Addresses  []string            `toml:"addresses"`
	Works      []string            `toml:"works"`
	Lodging    []string            `toml:"lodging"`
	CardKinds  []string            `toml:"card_kinds"`
	Debits     []string            `toml:"debits"`
	Advances   []string            `toml:"advances"`
	Negations  []string            `toml:"negations"`
	Numbered   []string            `toml:"numbered"`
	Phones     []string            `toml:"phones"`
	Deposits   []string            `toml:"rent_deposits"`
	Bonuses    []string            `toml:"bonuses"`
	Streets    map[string][]string `toml:"streets"`
	// Abbreviations are by language and by the short form the beginnings of the words that it stands for.
	Abbreviations map[string]map[string][]string `toml:"abbreviations"`
}

// builtinTerms reads the terms once. A damaged table is a fault of the program, which its tests find.
var builtinTerms = sync.OnceValue(func() *termWords {
	var t termWords
	if _, err := toml.Decode(string(termsData), &t); err != nil {
		panic(fmt.Sprintf("lexicon: data/terms.toml: %v", err))
	}
	return &t
})

// classes gives the words of each class but the streets.
func (t *termWords) classes() map[term][]string {
	return map[term][]string{termLegal: t.Legal, termProcessor: t.Processors, termMethod: t.Methods, termCard: t.Cards,
		termGeneric: t.Generic, termDecoy: t.Decoys, termTitle: t.Titles, termTown: t.Towns, termPlace: t.Places,
		termTrade: t.Trades, termAddress: t.Addresses, termWork: t.Works, termLodging: t.Lodging, termCardKind: t.CardKinds,
		termDebit: t.Debits, termAdvance: t.Advances, termFund: t.Funds, termAgent: t.Agents,
		termNegation: t.Negations, termNumbered: t.Numbered, termPhone: t.Phones, termRentDeposit: t.Deposits, termBonus: t.Bonuses}
}
