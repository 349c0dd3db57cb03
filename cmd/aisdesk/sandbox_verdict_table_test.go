package main

// verdictTables are the customers of the sandbox with what is claimed of them.
var verdictTables = []verdictTable{
	// One salary of 4950 to 5050.
	{"test", "pl", []string{
		"confirmed name Tester Testowy",
		"confirmed income 4900PLN",
		"refuted income 8000PLN",
		"confirmed without gambling",
		"confirmed balance 4800PLN",
		"refuted balance 5000PLN",
		"confirmed iban {main}",
	}},
	// Two owners, and nobody named: all of it counts (0.5).
	{"test1", "pl", []string{
		"confirmed income 8300PLN",
		"confirmed without gambling",
		"confirmed without bailiff",
		"confirmed balance 259000PLN",
		"refuted balance 260000PLN",
	}},
	// Of a joint account a named owner has what names her, and half the balance (4.8).
	{"test1", "pl", []string{
		"confirmed name Maria Sochacka",
		"inconclusive income 8300PLN",
		"confirmed balance 129000PLN",
		"inconclusive balance 200000PLN",
		"refuted balance 260000PLN",
		"confirmed iban PL69249081159101748814168112",
	}},
	// A mortgage of 742.18.
	{"test2", "es", []string{
		"confirmed name Juan Manuel Hurtado",
		"confirmed income 3100EUR",
		"refuted without repayments",
		"confirmed balance 400000EUR",
		"confirmed iban ES1900497927212571748650",
	}},
	// Income exists in another currency than the one that is claimed (7.9).
	{"test1", "cz", []string{
		"confirmed name Božena Vzorová",
		"confirmed income 46000CZK",
		"inconclusive income 1000EUR",
		"confirmed without loans",
		"confirmed without gambling",
		"confirmed birth-date 1988-06-05",
	}},
	// Rent alone is 2600; two accounts hold 47568.44.
	{"salaried", "pl", []string{
		"confirmed name Anna Przykładowa",
		"confirmed income 7300PLN",
		"refuted income 9000PLN",
		"confirmed employer Software na niby sp. z o.o.",
		"confirmed without gambling",
		"refuted obligations-at-most 2000PLN",
		"confirmed balance 47000PLN",
		"refuted balance 50000PLN",
		"confirmed iban {main}",
	}},
	// Invoices of 6800 to 13500, less tax and social insurance; a mortgage. More than half of what came in is put into savings
	// outside the reply, so that nothing says what was not done there (7.8).
	{"selfemployed", "pl", []string{
		"confirmed name Jan Zmyślony",
		"confirmed income 2000PLN",
		"refuted income 20000PLN",
		"refuted without loans",
		"inconclusive without gambling",
	}},
	// A pension from the public insurer.
	{"pensioner", "pl", []string{
		"confirmed name Helena Niezmyślna",
		"confirmed income 3100PLN pension",
		"refuted income 5000PLN",
		"confirmed without loans",
		"confirmed without gambling",
	}},
	// Every sign at once, and a balance of -1846.92.
	{"gambler", "pl", []string{
		"confirmed name Marek Udawany",
		"refuted without gambling",
		"refuted without loans",
		"refuted without repayments",
		"refuted without bailiff",
		"refuted without debt collection",
		"refuted never-below-zero",
		"refuted balance 1000PLN",
	}},
	// Her wage names her, his names him; child benefit and alimony name none. Half of 15480.66 and her own 248300 are proven.
	{"joint", "pl", []string{
		"confirmed name Ewa Wzorcowa",
		"confirmed income 6000PLN",
		"inconclusive income 8000PLN",
		"refuted income 12000PLN",
		"confirmed balance 250000PLN",
		"inconclusive balance 260000PLN",
		"refuted balance 270000PLN",
		"refuted without loans",
		"confirmed without bailiff",
	}},
	// Two accounts of a company hold 471198.53.
	{"company", "pl", []string{
		"confirmed name Fabryka Przykładów sp. z o.o.",
		"confirmed without gambling",
		"confirmed balance 400000PLN",
		"refuted balance 500000PLN",
	}},
	// Only a company owns accounts: a person is neither confirmed nor refuted (8.2).
	{"company", "pl", []string{
		"inconclusive name Jan Przykładny",
	}},
	// The wage is in EUR; what comes in in PLN is her own exchange.
	{"multi", "pl", []string{
		"confirmed name Olga Dwuwalutowa",
		"confirmed income 2300EUR",
		"inconclusive income 5000PLN",
		"confirmed balance 7000EUR",
	}},
	// Four fifths of the large wage go back, so that none of it counts (4.4); 3600 remain.
	{"circle", "pl", []string{
		"confirmed name Rafał Okólski",
		"refuted income 9000PLN",
		"refuted income 5000PLN",
		"confirmed income 3500PLN",
		"confirmed without loans",
		"confirmed without gambling",
	}},
	// A relative's money is no income and no wage (4.3, 5.10); the benefit of 800 is.
	{"relative", "pl", []string{
		"confirmed name Weronika Rodzimska",
		"refuted income 4800PLN",
		"refuted income 4800PLN salary",
		"confirmed income 800PLN",
		"inconclusive employer Tadeusz Rodzimski",
		"confirmed without gambling",
	}},
	// Loans never count as income (5.10).
	{"loans", "pl", []string{
		"confirmed name Dariusz Nieustanny",
		"refuted income 2500PLN",
		"confirmed income 1300PLN",
		"refuted without loans",
		"refuted without repayments",
		"confirmed without gambling",
		"refuted obligations-at-most 200PLN",
	}},
	// The merchant behind the processor decides (categories, question 2).
	{"processor", "pl", []string{
		"confirmed name Igor Pośpieszny",
		"refuted without gambling",
		"confirmed income 6000PLN",
		"confirmed without loans",
		"confirmed without bailiff",
	}},
	// The words of the bank tell the enforcement (2.6); with the rent some 2200 a month are owed.
	{"enforced", "pl", []string{
		"confirmed name Grażyna Wymyślna",
		"refuted without bailiff",
		"confirmed income 5100PLN",
		"confirmed without gambling",
		"confirmed without loans",
		"refuted obligations-at-most 1500PLN",
	}},
	// Wages that name neither owner are possible for one of them (4.8).
	{"couple", "pl", []string{
		"confirmed name Katarzyna Umowna",
		"inconclusive income 5000PLN",
		"refuted income 15000PLN",
		"confirmed balance 6000PLN",
		"inconclusive balance 10000PLN",
		"refuted balance 20000PLN",
		"confirmed without gambling",
	}},
	// Nobody is named: both own the account.
	{"couple", "pl", []string{
		"confirmed income 12000PLN",
		"confirmed balance 13000PLN",
	}},
	// The account over which he only has power of attorney is in no sum (0.5).
	{"proxy", "pl", []string{
		"confirmed name Kacper Zastępny",
		"refuted balance 50000PLN",
		"confirmed balance 4000PLN",
		"confirmed income 3900PLN",
		"refuted income 6000PLN",
		"confirmed iban {own}",
		"refuted iban {hers}",
		"confirmed without gambling",
	}},
	// Money available beyond the balance is none (8.5).
	{"overdrawn", "pl", []string{
		"confirmed name Bartosz Zapasowy",
		"refuted never-below-zero",
		"refuted balance 100PLN",
		"confirmed income 4600PLN",
		"confirmed without gambling",
		"confirmed without bailiff",
	}},
	// 2350 times 26 by 12 are 5091.67 (5.6).
	{"biweekly", "pl", []string{
		"confirmed name Sylwia Terminowa",
		"confirmed income 5000PLN",
		"refuted income 5200PLN",
		"confirmed employer Pakownia na niby sp. z o.o.",
		"confirmed without loans",
	}},
	// 12000 a month come in; tax, social insurance and the accountant take 3100 (5.8). The gross is possible (5.9).
	{"freelancer", "pl", []string{
		"confirmed name Natalia Rysowna",
		"confirmed income 6500PLN",
		"inconclusive income 11000PLN",
		"refuted income 16000PLN",
		"confirmed without loans",
		"confirmed without gambling",
	}},
	// A break of the balances confirms no sum and no absence (7.9).
	{"broken", "pl", []string{
		"confirmed name Leszek Urywek",
		"inconclusive income 5500PLN",
		"refuted income 9000PLN",
		"inconclusive without gambling",
		"inconclusive never-below-zero",
		"inconclusive balance 3000PLN",
		"confirmed employer Stolarnia na niby sp. z o.o.",
		"confirmed iban {main}",
	}},
	// Two months are missing: neither what is there nor what is too little is settled (7.9).
	{"gaps", "pl", []string{
		"confirmed name Marzena Lukowska",
		"inconclusive income 5500PLN",
		"inconclusive income 9000PLN",
		"inconclusive without bailiff",
		"inconclusive never-below-zero",
		"inconclusive obligations-at-most 9000PLN",
		"confirmed iban {main}",
	}},
	// At the first of three banks: a wage of 7200.
	{"three-a", "pl", []string{
		"confirmed name Tomasz Trzybankowy",
		"confirmed income 7000PLN",
		"refuted income 8000PLN",
		"confirmed balance 5200PLN",
		"refuted balance 5300PLN",
		"confirmed iban {main}",
	}},
	// At the second nothing comes in but his own money.
	{"three-b", "pl", []string{
		"confirmed name Tomasz Trzybankowy",
		"refuted income 1000PLN",
		"confirmed balance 1800PLN",
		"refuted balance 2000PLN",
	}},
	{"three-c", "pl", []string{
		"confirmed name Tomasz Trzybankowy",
		"refuted income 500PLN",
		"confirmed balance 26000PLN",
		"refuted balance 27000PLN",
	}},
	// Her wage of 6100; what her husband puts into the joint account is no income.
	{"couple-a", "pl", []string{
		"confirmed name Ewa Wspólna",
		"confirmed income 6000PLN",
		"refuted income 9000PLN",
	}},
	{"couple-b", "pl", []string{
		"confirmed name Adam Wspólny",
		"confirmed income 5300PLN",
		"refuted income 9000PLN",
	}},
}
