"""Our own routes and middleware around Streamlit."""
