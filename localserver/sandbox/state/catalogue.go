package state

import (
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/widget"
)

// Listing is a bank of the catalog.
type Listing struct {
	widget.Target
	Types   []string // supported account types
	SignOut bool     // offers SignOutCommand
}

var (
	individual = []string{"Individual"}
	allKinds   = []string{"Individual", "SoleTrader"}
	Companies  = []string{"Corporate"}
)

// mockCountries are where the test environment has its mock bank. Poland's targets have no suffix; Romania has the
// PSD2 one only and the Philippines the other one only.
var mockCountries = []struct {
	country, login string
	scraper, psd2  bool
}{
	{"pl", "Login", true, true}, {"cz", "Přihlašovací jméno", true, true}, {"es", "Usuario", true, true}, {"pt", "Utilizador", true, true},
	{"lt", "Naudotojo ID", true, true}, {"lv", "Lietotāja numurs", true, true}, {"ee", "Kasutajatunnus", true, true},
	{"ro", "Utilizator", false, true}, {"ph", "Username", true, false},
}

// Catalogue lists the mock bank of every country, then invented banks. None of them exists.
var Catalogue = append(mockBanks(), inventedBanks...)

func mockBanks() []Listing {
	var all []Listing
	for _, m := range mockCountries {
		suffix := "_" + m.country
		if m.country == "pl" {
			suffix = ""
		}
		t := widget.Target{OfficialName: "KontoBank", OfficialURL: "https://bank.kontomatik.com", Institution: "KontoBank" + suffix, Country: m.country, LoginName: m.login, Beta: true}
		if m.scraper {
			t.Name = "KontoBank" + suffix
			all = append(all, Listing{t, individual, false})
		}
		if m.psd2 {
			t.Name, t.LoginName, t.PSD2, t.Multiple = "KontoBankApi"+suffix, "", true, true
			all = append(all, Listing{t, individual, false})
		}
	}
	return all
}

// inventedBanks show what a catalog can hold: one institution with two targets (Wisla), a name that is history
// (Zachodni is sold as Baltica), banks that are beta, PSD2, both or neither, with and without sign-out. Of the PSD2 banks one wants
// a login in the frame, the others ask on their own page: of the provider's 78 it is 4.
var inventedBanks = []Listing{
	{invented("WislaApi", "Bank Wisła", "Wisla", "pl", "", psd2|multiple), allKinds, false},
	{invented("Wisla", "Bank Wisła", "Wisla", "pl", "Numer klienta", 0), individual, true},
	{invented("BalticaApi", "Baltica Bank", "Zachodni", "pl", "", psd2|multiple), allKinds, false},
	{invented("TatraApi", "Tatra Oszczędności", "Tatra", "pl", "", psd2|beta), individual, false},
	{invented("WislaBiznesApi", "Bank Wisła Biznes", "WislaBiznes", "pl", "Identyfikator firmy", psd2), Companies, false},
	{invented("SolMadridApi_es", "Banco Sol de Madrid", "SolMadrid", "es", "", psd2|multiple), allKinds, false},
	{invented("CajaLevante_es", "Caja Levante", "CajaLevante", "es", "Usuario", beta), individual, false},
	{invented("VltavaApi_cz", "Vltavská spořitelna", "Vltava", "cz", "", psd2|multiple), allKinds, false},
	{invented("Morava_cz", "Moravská záložna", "Morava", "cz", "", 0), individual, true},
	{invented("DouroApi_pt", "Banco do Douro", "Douro", "pt", "", psd2), individual, false},
	{invented("GintarasApi_lt", "Gintaro bankas", "Gintaras", "lt", "", psd2|beta), individual, false},
	{invented("DaugavaApi_lv", "Daugavas banka", "Daugava", "lv", "", psd2), individual, false},
	{invented("SaaremaaApi_ee", "Saaremaa Pank", "Saaremaa", "ee", "", psd2), individual, false},
	{invented("CarpatiApi_ro", "Banca Carpați", "Carpati", "ro", "", psd2), individual, false},
	{invented("ArnoApi_it", "Banca dell'Arno", "Arno", "it", "", psd2|beta), individual, false},
	{invented("Luzon_ph", "Luzon Savings Bank", "Luzon", "ph", "User ID", beta), individual, false},
}

const (
	psd2 = 1 << iota
	multiple
	beta
)

func invented(name, official, institution, country, login string, flags int) widget.Target {
	return widget.Target{Name: name, OfficialName: official, OfficialURL: "https://" + strings.ToLower(institution) + ".example", Institution: institution,
		Country: country, LoginName: login, PSD2: flags&psd2 != 0, Multiple: flags&multiple != 0, Beta: flags&beta != 0}
}

// Cards reports whether the bank's cards can be imported. The mock banks of some countries have none.
func (l Listing) Cards() bool {
	return !strings.HasPrefix(l.Institution, "KontoBank") || !slices.Contains([]string{"ee", "lt", "lv", "pt", "ro", "ph"}, l.Country)
}

// FindTarget finds a bank of the catalog by the name of its target.
func FindTarget(name string) (Listing, bool) {
	for _, l := range Catalogue {
		if l.Name == name {
			return l, true
		}
	}
	return Listing{}, false
}

// KnownAccessMode accepts the three access modes and none at all.
func KnownAccessMode(mode string) bool {
	return slices.Contains([]string{"", "SINGLE", "MULTIPLE", "MIXED"}, strings.ToUpper(mode))
}

// Offers tells whether a target can be signed in to in the mode. MIXED takes what the bank has.
func Offers(t widget.Target, accessMode string) bool {
	return !strings.EqualFold(accessMode, "MULTIPLE") || t.Multiple
}

// MockTarget is the country's mock bank: the PSD2 one if repeated access is wanted or if there is no other.
func MockTarget(country, name string, multiple bool) (widget.Target, bool) {
	var found widget.Target
	for _, t := range Catalogue {
		if t.Country != country || !strings.HasPrefix(t.Institution, "KontoBank") {
			continue
		}
		switch {
		case name != "":
			if t.Name == name {
				return t.Target, true
			}
		case found.Name == "" || t.PSD2 == multiple:
			found = t.Target
		}
	}
	return found, found.Name != ""
}
