package sandbox

import (
	"strings"

	"aisdesk/localserver/sandbox/widget"
)

// listing is a bank of the catalog.
type listing struct {
	widget.Target
	types   []string // supported account types
	signOut bool     // offers SignOutCommand
}

var (
	individual = []string{"Individual"}
	allKinds   = []string{"Individual", "SoleTrader"}
	companies  = []string{"Corporate"}
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

// catalogue lists the mock bank of every country, then invented banks. None of them exists.
var catalogue = append(mockBanks(), inventedBanks...)

func mockBanks() []listing {
	var all []listing
	for _, m := range mockCountries {
		suffix := "_" + m.country
		if m.country == "pl" {
			suffix = ""
		}
		t := widget.Target{OfficialName: "KontoBank", OfficialURL: "https://bank.kontomatik.com", Institution: "KontoBank", Country: m.country, LoginName: m.login}
		if m.scraper {
			t.Name = "KontoBank" + suffix
			all = append(all, listing{t, allKinds, false})
		}
		if m.psd2 {
			t.Name, t.PSD2, t.Multiple = "KontoBankApi"+suffix, true, true
			all = append(all, listing{t, allKinds, false})
		}
	}
	return all
}

// inventedBanks show what a catalog can hold: one institution with two targets (Wisla), a name that is history
// (Zachodni is sold as Baltica), banks that are beta, PSD2, both or neither, with and without sign-out.
var inventedBanks = []listing{
	{invented("WislaApi", "Bank Wisła", "Wisla", "pl", "Numer klienta", psd2|multiple), allKinds, false},
	{invented("Wisla", "Bank Wisła", "Wisla", "pl", "Numer klienta", 0), individual, true},
	{invented("BalticaApi", "Baltica Bank", "Zachodni", "pl", "NIK", psd2|multiple), allKinds, false},
	{invented("TatraApi", "Tatra Oszczędności", "Tatra", "pl", "", psd2|beta), individual, false},
	{invented("WislaBiznesApi", "Bank Wisła Biznes", "WislaBiznes", "pl", "Identyfikator firmy", psd2), companies, false},
	{invented("SolMadridApi_es", "Banco Sol de Madrid", "SolMadrid", "es", "DNI / NIE", psd2|multiple), allKinds, false},
	{invented("CajaLevante_es", "Caja Levante", "CajaLevante", "es", "Usuario", beta), individual, false},
	{invented("VltavaApi_cz", "Vltavská spořitelna", "Vltava", "cz", "Klientské číslo", psd2|multiple), allKinds, false},
	{invented("Morava_cz", "Moravská záložna", "Morava", "cz", "", 0), individual, true},
	{invented("DouroApi_pt", "Banco do Douro", "Douro", "pt", "Número de adesão", psd2), individual, false},
	{invented("GintarasApi_lt", "Gintaro bankas", "Gintaras", "lt", "", psd2|beta), individual, false},
	{invented("DaugavaApi_lv", "Daugavas banka", "Daugava", "lv", "", psd2), individual, false},
	{invented("SaaremaaApi_ee", "Saaremaa Pank", "Saaremaa", "ee", "", psd2), individual, false},
	{invented("CarpatiApi_ro", "Banca Carpați", "Carpati", "ro", "", psd2), individual, false},
	{invented("ArnoApi_it", "Banca dell'Arno", "Arno", "it", "Codice utente", psd2|beta), individual, false},
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

func listed(name string) (listing, bool) {
	for _, l := range catalogue {
		if l.Name == name {
			return l, true
		}
	}
	return listing{}, false
}
