"""Opening the registry: what keeps it shut, and that it is told in a sentence."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from claims.i18n.text import LANGUAGES
from claims.office.demo_staff import LOG_INS, enrol_demo_staff
from claims.office.house import DEMO_DOMAIN, open_house
from claims.office.opening import why_shut
from claims.problems import Refused
from claims.settings import DEMO_SECRET, DEMO_VAULT_KEY, HOME, Settings

SECRET = "un secret d'essai qui compte plus de trente-deux signes"
PUBLIC = "https://registre.example"
KEY = "A" * 43
NOW = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


def real(folder: Path) -> Settings:
    return Settings.at(folder, mode="production", secret=SECRET, public_url=PUBLIC, vault_key=KEY)


def refused(settings: Settings) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        open_house(settings)
    told = {language: why_shut(refusal.value, language) for language in LANGUAGES}
    assert told["fr"] != told["en"]
    return [(problem.where, problem.code) for problem in refusal.value.problems]


def test_a_demonstration_is_keyed_by_its_public_secret_alone():
    assert Settings(secret=SECRET).key() == DEMO_SECRET.encode()
    assert Settings(mode="production", secret=SECRET).key() == SECRET.encode()
    with pytest.raises(RuntimeError):
        Settings(mode="production").key()


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"secret": SECRET}, "CLAIMS_SECRET"),
        ({"public_url": PUBLIC}, "CLAIMS_PUBLIC_URL"),
        ({"vault_key": KEY}, "CLAIMS_VAULT_KEY"),
        ({"vault_key_file": Path("/cle")}, "CLAIMS_VAULT_KEY"),
    ],
)
def test_a_demonstration_with_a_setting_of_production_stays_shut(tmp_path, more, named):
    assert refused(Settings.at(tmp_path, **more)) == [(named, "setting-not-for-demo")]
    assert not (tmp_path / "var").exists()


def test_production_without_its_settings_stays_shut(tmp_path):
    assert refused(Settings.at(tmp_path, mode="production")) == [
        ("CLAIMS_SECRET", "setting-missing"),
        ("CLAIMS_PUBLIC_URL", "setting-missing"),
        ("CLAIMS_VAULT_KEY", "setting-missing"),
    ]


@pytest.mark.parametrize("key", ["", "trop courte", "A" * 42, "é" * 43, "Z" * 64, f"{KEY} court"])
def test_R74_a_key_of_the_vault_that_is_not_32_bytes_keeps_production_shut(tmp_path, key):
    settings = Settings.at(
        tmp_path, mode="production", secret=SECRET, public_url=PUBLIC, vault_key=key
    )
    assert refused(settings) == [("CLAIMS_VAULT_KEY", "setting-missing")]


def test_R74_the_key_is_read_from_a_file_in_base64_or_hexadecimal_one_a_line(tmp_path):
    file = tmp_path / "cles"
    file.write_text(f"{'00' * 32}\n{KEY}=\n{'_-' * 21}8\n")
    settings = Settings.at(tmp_path, mode="production", vault_key_file=file)
    first, second, third = settings.vault_keys()
    assert first == second == bytes(32)
    assert len(third) == 32
    assert settings.missing() == ["CLAIMS_SECRET", "CLAIMS_PUBLIC_URL"]
    file.unlink()
    assert "CLAIMS_VAULT_KEY" in settings.missing()


def test_R74_a_key_beside_the_exhibits_it_opens_keeps_the_registry_shut(tmp_path):
    file = tmp_path / "var" / "cle"
    file.parent.mkdir()
    file.write_text(KEY)
    settings = Settings.at(
        tmp_path, mode="production", secret=SECRET, public_url=PUBLIC, vault_key_file=file
    )
    assert refused(settings) == [("CLAIMS_VAULT_KEY_FILE", "setting-beside-data")]


def test_the_demonstration_s_key_is_public_and_never_a_real_one():
    assert Settings().vault_keys() == (DEMO_VAULT_KEY,)
    assert Settings(mode="production", vault_key=KEY).vault_keys() == (bytes(32),)


def test_production_stays_shut_on_a_database_with_accounts_of_the_demonstration(tmp_path):
    house = open_house(Settings.at(tmp_path))
    enrol_demo_staff(house, now=NOW, entropy=secrets.token_bytes)
    house.store.close()
    assert refused(real(tmp_path)) == [("CLAIMS_DATA_DIR", "demo-accounts")]


def test_production_opens_a_folder_of_its_own(tmp_path):
    house = open_house(real(tmp_path))
    assert house.store.accounts.all() == ()
    house.store.close()


def test_every_account_of_the_demonstration_is_known_by_its_address():
    assert all(person.email.endswith(DEMO_DOMAIN) for person in LOG_INS)


@pytest.mark.parametrize("url", ["rien", "mysql://x/y", "postgresql://x:port/y"])
def test_an_address_that_is_no_database_is_told(tmp_path, url):
    settings = Settings.at(tmp_path, database_url=url)
    assert refused(settings) == [("CLAIMS_DATABASE_URL", "database-url")]


def test_a_database_that_does_not_answer_is_told(tmp_path):
    settings = Settings.at(tmp_path, database_url="postgresql://nul@127.0.0.1:9/rien")
    assert refused(settings) == [("", "database-closed")]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "var").write_text("un fichier, pas un dossier")
    assert refused(Settings.at(tmp_path / "var")) == [("CLAIMS_DATA_DIR", "folder-closed")]


def test_a_setting_of_the_wrong_kind_is_told_by_its_name_and_a_secret_is_never_repeated():
    with pytest.raises(ValidationError) as fault:
        Settings(mode="prod", max_file_mb=26)
    told = why_shut(fault.value, "fr").splitlines()
    assert [line.partition("\u00a0:")[0] for line in told] == ["CLAIMS_MODE", "CLAIMS_MAX_FILE_MB"]
    assert "«\u00a0prod\u00a0»" in told[0]
    with pytest.raises(ValidationError) as fault:
        Settings(secret=["mot de passe"], vault_key=["mot de passe"])
    assert "mot de passe" not in why_shut(fault.value, "en")


def test_the_env_file_is_the_one_beside_the_software_wherever_one_stands(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("CLAIMS_MAX_FILES=7\n")
    monkeypatch.chdir(tmp_path)
    assert Settings().max_files == 50
    assert Settings.model_config["env_file"] == HOME / ".env"
