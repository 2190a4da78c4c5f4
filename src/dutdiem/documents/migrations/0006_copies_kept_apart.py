from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_own_layer'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='one_document_a_file_and_owner',
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('sha256', 'owner', 'internal'), name='one_document_a_file_and_owner'),
        ),
    ]
