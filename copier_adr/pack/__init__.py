"""What the pack offers to Copier: questions, files and the end of an update.

Beside the engine this needs what Copier brings along (PyYAML, pydantic, Jinja) and Python 3.11.
"""
