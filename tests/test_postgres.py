"""The throw-away PostgreSQL server is real, empty and private to each test."""

import pytest
from sqlalchemy import create_engine, text


@pytest.mark.parametrize("round_", [1, 2])
def test_each_test_gets_an_empty_database(postgres_url: str, round_: int) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version()")).startswith("PostgreSQL")
        connection.execute(text("CREATE TABLE made_up (id integer)"))
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 1
    engine.dispose()
